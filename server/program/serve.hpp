#pragma once

#include "server/emulator/options.hpp"

namespace rds {

// Starts the emulator and serves until SIGTERM or SIGINT. Returns the exit code: 0 after an orderly
// stop, 2 with one line on standard error if the fixture, an address or a file does not allow a
// start.
int serve(Options const& options);

}  // namespace rds
