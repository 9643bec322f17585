#pragma once

#include <span>
#include <string_view>

namespace rds::gateway {

// Every action of RDS 2014-08-15 known by name, sorted; most are not emulated.
std::span<std::string_view const> service_actions();

bool is_service_action(std::string_view name);

}  // namespace rds::gateway
