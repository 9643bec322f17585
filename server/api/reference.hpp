#pragma once

#include "server/api/catalog.hpp"

#include <map>
#include <string>

namespace rds::api {

// The pages of docs/ about actions, in Markdown, by their paths below docs/, from the actions'
// declarations: actions.md lists them all, and actions/<topic>.md has the parameters and the errors
// of each. `make docs` writes them, and a test holds them to it.
std::map<std::string, std::string> reference_pages(Catalog const& catalog);

}  // namespace rds::api
