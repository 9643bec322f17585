#pragma once

#include "server/emulator/options.hpp"

namespace rds {

// Starts the emulator and serves until it is asked to stop. Throws Unusable if the fixture, an
// address or a file does not allow a start.
void serve(Options const& options);

}  // namespace rds
