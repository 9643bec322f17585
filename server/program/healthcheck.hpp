#pragma once

#include "server/emulator/options.hpp"

#include <optional>

namespace rds {

// Asks a running emulator whether it is ready, and says so; returns 0 if it is, else 1. Which one:
// the one at `address`; else the other processes of this program, wherever they listen; else, where
// none can be seen, the one that would listen by these options. Takes two seconds at most.
int healthcheck(std::optional<ListenAddress> const& address, Options const& options);

}  // namespace rds
