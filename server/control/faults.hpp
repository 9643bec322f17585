// The faults that a test injects into one tenant: rules of its state. Shows RapidJSON.
#pragma once

#include "server/api/arguments.hpp"
#include "server/api/catalog.hpp"
#include "server/json/node.hpp"
#include "storage/tenant/tenant.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace rds::control {

using storage::FaultRule;

// Reads the rule that an object describes, of the structure that the schema allows. Durations in
// the place of instants count from `now`. Throws json::Invalid, with a pointer to the wrong member,
// if it names what is not there, or could never be.
FaultRule
read_fault_rule(json::Node const& node, api::Catalog const& catalog, storage::Instant now);

// Returns whether the rule strikes no further call.
bool is_spent(FaultRule const& rule, storage::Instant now);

// The rest is used on the tenant's lane.

// Returns the rule with its ID, which is greater than all before. In a transaction of the caller's,
// for at most as many as the table holds. Throws storage::sqlite::Error.
FaultRule add_fault(FaultRule rule, storage::Tenant& state);

// Counts the call, in a transaction of its own, if any rule matches it. Returns the oldest rule
// that strikes the call, with its new counts. Throws storage::sqlite::Error, having changed
// nothing.
std::optional<FaultRule> strike(
    std::string_view action,
    api::Arguments const& arguments,
    storage::Tenant::Entered const& entered
);

// What the answer of a call that was struck says: "Injected: rule 3, hit 2 of the first 5."
std::string hint_injected(FaultRule const& rule);

}  // namespace rds::control
