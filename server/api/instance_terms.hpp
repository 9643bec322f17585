// What an action asks of the instance that a call names. The frame asks it before the handler runs.
#pragma once

#include "server/api/context.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::api {

struct InstanceTerms {
    FaultKind const* unknown = nullptr;    // what a call about none is refused as
    FaultKind const* read_only = nullptr;  // what a read-only one is refused as; none: it may be
    FaultKind const* locked = nullptr;     // what a locked one is refused as; none: it may be
    FaultKind const* backed_up = nullptr;  // what one that is backed up now is refused as
    std::vector<storage::InstanceState> states{};  // none: any
    FaultKind const* other_state = nullptr;        // what any other state is refused as
};

// Gives the context the instance of this ID if it is as the terms have it; or returns what the call
// is refused as, with a hint. Hints at another region than the call's.
std::optional<Fault>
require_instance(std::string_view id, InstanceTerms const& terms, Context& context);

// If the instance is held, or waits on a frozen clock: a hint that says how to move it on. Else
// empty.
std::string hint_at_standstill(std::string_view id, Context& context);

}  // namespace rds::api
