// The gateway's own hints; an action's are in its file.
#pragma once

#include "server/api/catalog.hpp"

#include <string>
#include <string_view>

namespace rds::gateway {

// Tells a real action that is not emulated from a name that does not exist, and then names the
// nearest.
std::string hint_unknown_action(std::string_view name);

// Names the parameters that neither the action nor the service at large knows; empty if there are
// none.
std::string hint_ignored_parameters(api::Arguments const& arguments, api::Action const& action);

// The same where they are refused.
std::string hint_unknown_parameters(api::Arguments const& arguments, api::Action const& action);

}  // namespace rds::gateway
