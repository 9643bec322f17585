#pragma once

#include "server/api/catalog.hpp"

#include <vector>

namespace rds::control {

// The faults that a rule may refuse an action's calls with by their codes alone: all that its
// reference lists, but for the common ones that any parameter's name completes.
std::vector<api::Fault> injectable(api::Action const& action);

// Likewise of a rule for every action: what all of them may answer.
std::vector<api::Fault> injectable_everywhere(api::Catalog const& catalog);

}  // namespace rds::control
