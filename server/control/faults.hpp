// The faults that a test injects into one tenant: rules of its state. Used on the tenant's lane.
#pragma once

#include "server/api/arguments.hpp"
#include "server/control/fault_rule.hpp"
#include "storage/tenant/tenant.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rds::control {

// A call that a rule has struck.
struct Strike {
    std::string hint;
    FaultRule rule;  // which counts the call
};

// Returns the rule with its ID, which is greater than all before. In a transaction of the caller's,
// for at most as many as the table holds. Throws storage::sqlite::Error.
FaultRule add_fault(FaultRule rule, storage::Tenant& state);

// Counts the call; the oldest rule that strikes it, if one does. What it counts has a transaction
// of its own; calls that no rule is about have none. Throws storage::sqlite::Error, having changed
// nothing.
std::optional<Strike> strike(
    std::string_view action,
    api::Arguments const& arguments,
    storage::Tenant::Entered const& entered
);

}  // namespace rds::control
