// The pages that follow from declarations and tables, in Markdown. `make docs` writes them, and
// pages_test holds them to it. The program itself needs none of them.
#pragma once

#include "server/api/catalog.hpp"

#include <map>
#include <string>

namespace rds::pages {

// Those about actions, by their paths below docs/: actions.md lists them all, and
// actions/<topic>.md has the parameters and the errors of each.
std::map<std::string, std::string> pages_of_actions(api::Catalog const& catalog);

// Every member of a fixture.
std::string page_of_members();

}  // namespace rds::pages
