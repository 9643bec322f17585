#pragma once

#include "server/program/given.hpp"

#include <map>
#include <string>
#include <vector>

namespace rds {

// Variables by their name.
using Environment = std::map<std::string, std::string>;

// The process's own variables that begin with RDS_EMULATOR_. Call while no other thread runs.
Environment process_environment();

}  // namespace rds

namespace rds::options {

struct FromEnvironment {
    Source source;
    std::vector<std::string> warnings;
};

// What RDS_EMULATOR_* variables give; an empty one gives nothing. One that looks like a misspelt
// option is refused (throws UsageError), one that looks like nothing of ours is worth a warning,
// and those that Docker links and Kubernetes set for a service named rds-emulator are let be.
FromEnvironment read_environment(Environment const& environment);

}  // namespace rds::options
