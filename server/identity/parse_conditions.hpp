// Inside this layer only: it shows RapidJSON.
#pragma once

#include "server/identity/policy.hpp"
#include "server/identity/policy_reader.hpp"

#include <vector>

namespace rds::identity {

// Reads a statement's "Condition": values by key by operator. Throws json::Invalid.
std::vector<Condition> read_conditions(PolicyReader& reader, json::Node const& node);

}  // namespace rds::identity
