// Hints that every action on an instance may give.
#pragma once

#include "server/api/context.hpp"

#include <string>
#include <string_view>

namespace rds::actions {

// Names the nearest instance if one is near, lists the tenant's instances, and says how to add
// one; if the caller needs leave for each, none of that.
std::string hint_unknown_instance(std::string_view id, api::Context& context);

std::string hint_read_only(std::string_view id);

}  // namespace rds::actions
