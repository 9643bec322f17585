#pragma once

#include "server/api/catalog.hpp"

#include <string>

namespace rds::api {

// The reference of docs/actions.md, in Markdown, from the actions' declarations: a heading, the
// parameters and the errors of each. A test holds the page to it.
std::string reference(Catalog const& catalog);

}  // namespace rds::api
