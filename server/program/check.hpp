#pragma once

#include "server/emulator/options.hpp"

namespace rds {

// Validates the fixture that the options name, with all else that they say of the state, without
// starting, and says on standard output that it is good. Throws Unusable if it is not.
void check(Options const& options);

}  // namespace rds
