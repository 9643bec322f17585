#pragma once

#include "server/api/arguments.hpp"

#include <string_view>

namespace rds::gateway {

// Reads `name=value&name=value` of a query or a form: %XX and '+' decoded, empty pairs skipped, a
// pair without '=' has an empty value. False if a percent sign somewhere is not followed by two hex
// digits; all other pairs are added even then, but none
// far beyond kMostArguments.
bool read_query(std::string_view text, api::Arguments& arguments);

}  // namespace rds::gateway
