// Inside this layer only: what a test asks the journal, read from JSON.
#pragma once

#include "server/control/journal/match.hpp"
#include "server/control/journal/verify.hpp"
#include "server/json/node.hpp"

#include <vector>

namespace rds::control::rest {

// The members of the object that speak of a call; it may have others. Throws json::Invalid.
Match read_match(json::Node const& node);

// {"match": ..., "atLeast" | "exactly" | "atMost": 1}. Throws json::Invalid.
Expectation read_expectation(json::Node const& node);

}  // namespace rds::control::rest
