// The gateway's own hints, and the names that they know; an action's hints are in its file.
#pragma once

#include "server/api/catalog.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rds::gateway {

// The names of the actions that RDS 2014-08-15 has, in their order, one a line of
// service_actions.txt: so a call of an action that is not emulated yet is told from a call of one
// that does not exist. Any thread.
std::span<std::string_view const> service_actions();

// Returns the one of them that is called so, whatever the case of its letters.
std::optional<std::string_view> service_action(std::string_view name);

// Returns the region that a host such as rds.cn-hangzhou.aliyuncs.com names; empty: it names none.
std::string_view region_in_host(std::string_view host);

// Tells a real action that is not emulated from a name that does not exist, and then names the
// nearest.
std::string hint_unknown_action(std::string_view name);

// Names the parameters that neither the action nor the service at large knows; empty if there are
// none.
std::string hint_ignored_parameters(api::Arguments const& arguments, api::Action const& action);

// Names the parameters that came more than once with different values, of which the last counts;
// empty if there are none.
std::string hint_repeated_parameters(api::Arguments const& arguments);

// The same as hint_ignored_parameters() where they are refused.
std::string hint_unknown_parameters(api::Arguments const& arguments, api::Action const& action);

}  // namespace rds::gateway
