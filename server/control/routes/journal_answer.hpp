// Inside this layer only: the journal's calls, as they are shown.
#pragma once

#include "server/control/journal/journal.hpp"
#include "server/control/journal/match.hpp"
#include "server/control/journal/verify.hpp"
#include "server/json/node.hpp"
#include "server/json/writer.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rds::control::rest {

// UTF-8 as it is; else every byte that is no printable ASCII as %XX.
std::string shown_text(std::string_view text);

// Each with the value that counts.
std::map<std::string, std::string> shown_parameters(Entry const& entry);

void write_entry(json::Writer& writer, Entry const& entry, std::string_view tenant);

// A page for a browser.
std::string page_of(Entry const& entry, std::string_view tenant);

// The members of the object that speak of a call; it may have others. Throws json::Invalid.
Match read_match(json::Node const& node);

// {"match": ..., "atLeast" | "exactly" | "atMost": 1}. Throws json::Invalid.
Expectation read_expectation(json::Node const& node);

}  // namespace rds::control::rest
