// Inside this layer only: the journal's calls, as they are shown.
#pragma once

#include "server/control/journal/verify.hpp"
#include "server/json/node.hpp"

#include <string>
#include <string_view>

namespace rds::control::rest {

// A JSON object.
std::string shown_entry(Entry const& entry, std::string_view tenant);

// A page for a browser.
std::string page_of(Entry const& entry, std::string_view tenant);

// The members of the object that speak of a call; it may have others. Throws json::Invalid.
Match read_match(json::Node const& node);

// {"match": ..., "atLeast" | "exactly" | "atMost": 1}. Throws json::Invalid.
Expectation read_expectation(json::Node const& node);

}  // namespace rds::control::rest
