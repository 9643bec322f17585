#pragma once

#include "server/emulator/options.hpp"
#include "server/http/address.hpp"

#include <future>
#include <string>
#include <vector>

namespace rds {

// Says that the server answers: writes the READY line to standard output and then, if the log is
// for people, what to try and how to stop to standard error. A thread of its own does so, since a
// pipe that nobody reads keeps its writer waiting. It ends with the process, or when the future is
// ready.
std::future<void> announce_ready(
    std::vector<http::Address> const& addresses,
    std::string const& example_instance,
    Options const& options
);

}  // namespace rds
