#pragma once

#include <string>

namespace rds {

// Validates a fixture (a path, or a compiled-in name) without starting. One line on standard output
// and 0 if it is good, one on standard error and 2 if it is not.
int check(std::string const& name_or_path);

}  // namespace rds
