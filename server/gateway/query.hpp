#pragma once

#include "server/api/arguments.hpp"

#include <string_view>

namespace rds::gateway {

// Reads `name=value&name=value` of a query or a form: %XX and '+' decoded, empty pairs skipped, a
// pair without '=' has an empty value. False, with what came before it added, at the first percent
// sign that two hex digits do not follow.
bool read_query(std::string_view text, api::Arguments& arguments);

}  // namespace rds::gateway
