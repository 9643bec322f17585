#pragma once

#include "server/emulator/options.hpp"

namespace rds {

// Validates the fixture that the options name, with all else that they say of the state, without
// starting. One line on standard output and 0 if it is good, one on standard error and 2 if it is
// not.
int check(Options const& options);

}  // namespace rds
