#pragma once

#include "server/api/catalog.hpp"

#include <vector>

namespace rds::control {

// The documented faults that a rule may refuse an action's calls with: all that it may answer but
// those that name a parameter.
std::vector<api::FaultKind const*> injectable(api::Action const& action);

// Likewise of a rule for every action: what all of them may answer.
std::vector<api::FaultKind const*> injectable_everywhere(api::Catalog const& catalog);

}  // namespace rds::control
