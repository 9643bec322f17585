// How a rule by which calls are struck is read. Shows RapidJSON.
#pragma once

#include "server/api/catalog.hpp"
#include "server/json/node.hpp"
#include "storage/fault_rules.hpp"

namespace rds::control {

using storage::FaultRule;

// Reads the rule that an object describes, of the structure that the schema allows. Durations in
// the place of instants count from `now`. Throws json::Invalid, with a pointer to the wrong member,
// if it names what is not there, or could never be.
FaultRule
read_fault_rule(json::Node const& node, api::Catalog const& catalog, storage::Instant now);

// Whether it strikes no more.
bool is_spent(FaultRule const& rule, storage::Instant now);

}  // namespace rds::control
