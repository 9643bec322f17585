#pragma once

#include "server/emulator/options.hpp"

namespace rds {

// Refuses options that would have a file written that another option names, or that the data
// directory keeps. Compares where paths lead, not how they are spelt. Touches nothing. Throws
// Unusable.
void refuse_files_named_twice(Options const& options);

}  // namespace rds
