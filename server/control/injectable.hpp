#pragma once

#include "server/api/catalog.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace rds::control {

// The faults that a rule may refuse an action's calls with by their codes alone: all that its
// reference lists, but for the common ones that any parameter's name completes.
std::vector<api::Fault> injectable(api::Action const& action);

// The same of a rule for every action: what any may answer, if all that do mean one thing by it.
std::vector<api::Fault> injectable_everywhere(api::Catalog const& catalog);

// The common fault that a parameter of every action completes to this code, such as
// MissingSignature; none if there is no such code.
std::optional<api::Fault> common_fault_of_a_parameter(std::string_view code);

}  // namespace rds::control
