#pragma once

#include "server/http/address.hpp"

#include <filesystem>
#include <vector>

namespace rds {

// Where other processes of this program listen, as /proc tells: those of the same executable whose
// descriptors may be looked at (the same user's). The loopback address stands for "all addresses".
// Nothing where there is no /proc.
std::vector<http::Address> listening_sockets(std::filesystem::path const& proc = "/proc");

}  // namespace rds
