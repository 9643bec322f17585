#pragma once

#include <span>
#include <string_view>

namespace rds::gateway {

// The names of the actions that RDS 2014-08-15 has, in their order, one a line of
// service_actions.txt: so a call of an action that is not emulated yet is told from a call of one
// that does not exist. Any thread.
std::span<std::string_view const> service_actions();

bool is_service_action(std::string_view name);

}  // namespace rds::gateway
