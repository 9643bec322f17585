#pragma once

#include "server/api/catalog.hpp"

#include <string>

namespace rds::api {

// README's section on the supported actions, in Markdown, from their declarations: a heading, the
// parameters and the errors of each. A test holds README to it.
std::string reference(Catalog const& catalog);

}  // namespace rds::api
