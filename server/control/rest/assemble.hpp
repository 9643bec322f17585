// Inside this layer only.
#pragma once

#include <rapidjson/document.h>

namespace rds::control::rest {

// The document that the parts make: server/control/rest/openapi.json, one of each resource in
// server/control/routes, and what fixtures are made of. Adds to every operation what all have: the
// parameter `account` where it has one, and how problems look. Throws std::logic_error.
rapidjson::Document assembled();

// Adds to each operation `x-arguments`, the schema of its parameters taken together.
void add_argument_rules(rapidjson::Document& rules);

}  // namespace rds::control::rest
