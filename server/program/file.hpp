#pragma once

#include "server/program/given.hpp"

#include <string>

namespace rds::options {

// What the TOML file at `path` gives: a member for each option, named like its flag without the
// dashes. Throws UsageError if it cannot be read, is not of that form, or has a member of another
// name.
Source read_file(std::string const& path);

}  // namespace rds::options
