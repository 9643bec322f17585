#pragma once

#include "server/api/document.hpp"

#include <string>

namespace rds::gateway {

// The tree as compact JSON; "/" and "&" are not escaped, as recorded.
std::string to_json(api::Object const& document);

}  // namespace rds::gateway
