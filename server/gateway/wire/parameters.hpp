#pragma once

#include "server/api/arguments.hpp"
#include "server/gateway/wire/argument_limits.hpp"

#include <string>
#include <string_view>

namespace rds::gateway {

// Reads `name=value&name=value` of a query or a form: %XX and '+' decoded, empty pairs skipped, a
// pair without '=' has an empty value. Returns what is wrong with it, or an empty text: a percent
// sign that two hex digits do not follow. All other pairs are added even then, but at most one
// beyond the limit.
std::string
read_query(std::string_view text, api::Arguments& arguments, ArgumentLimits const& limits = {});

// Reads a JSON object as parameters. Scalars become their text; null counts as not given; what is
// nested becomes the repeated parameters of the query form (Tag.1.Key). Returns what is wrong with
// it, or an empty text; parsed iteratively, at most 16 levels deep. What came before the fault is
// added even then.
std::string
read_json_body(std::string_view text, api::Arguments& arguments, ArgumentLimits const& limits = {});

}  // namespace rds::gateway
