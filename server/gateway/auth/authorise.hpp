#pragma once

#include "server/api/action.hpp"
#include "server/gateway/auth/authenticate.hpp"
#include "server/http/message.hpp"

#include <optional>

namespace rds::gateway {

// Why the caller's token lets nothing pass any more, by the tenant's clock, which showed
// `opened_at` when the tenant was opened.
std::optional<api::Fault>
expiry(Caller const& caller, storage::Instant opened_at, storage::Instant now);

// Whether policies bind the caller: a root they do not.
bool is_bound(Caller const& caller);

// What RAM says of a bound caller's call whose parameters are right: nothing if the caller may make
// it, else Forbidden.RAM, which comes before anything that is said of the instance. Decides on the
// resource that the action declares; an instance that does not exist is decided with the call's
// RegionId or the default region and without tags. The hint, which the service does not have, says
// more. In the tenant's transaction.
std::optional<api::Fault> authorise(
    Caller const& caller,
    http::Request const& request,
    Call const& call,
    std::vector<api::Resource> const& resources,
    api::Context& context
);

}  // namespace rds::gateway
