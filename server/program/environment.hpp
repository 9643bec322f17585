#pragma once

#include "server/program/option_table.hpp"

#include <map>
#include <string>
#include <vector>

namespace rds {

// Variables by their name.
using Environment = std::map<std::string, std::string>;

// Returns the process's variables that begin with RDS_EMULATOR_. Call while no other thread runs.
Environment process_environment();

}  // namespace rds

namespace rds::options {

inline constexpr std::string_view kOptionFileIsGone =
    "there is no option file any more; give flags, like --port 2015, or variables, like "
    "RDS_EMULATOR_PORT=2015";

struct FromEnvironment {
    Source source;
    std::vector<std::string> warnings;  // a line each
};

// Returns what RDS_EMULATOR_* variables give. An empty variable counts as absent unless its option
// guards something. Throws Unusable if a variable looks like a misspelt option; warns of one that
// looks like nothing of ours; passes over what Docker and Kubernetes set for a service that is
// named rds-emulator.
FromEnvironment read_environment(Environment const& environment);

}  // namespace rds::options
