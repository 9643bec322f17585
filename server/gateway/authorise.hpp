#pragma once

#include "server/api/action.hpp"
#include "server/gateway/authenticate.hpp"
#include "server/http/message.hpp"

#include <optional>

namespace rds::gateway {

// What RAM says of a call whose parameters are right: nothing if the caller may make it, else
// Forbidden.RAM. Decides on the resource that the action declares. An instance that does not exist
// is decided with the call's RegionId or the default region and without tags, so that nobody learns
// of what exists by what is refused. In the account's transaction.
std::optional<api::Fault> authorise(
    Caller const& caller,
    http::Request const& request,
    api::Arguments const& arguments,
    api::Action const& action,
    api::Context& context
);

}  // namespace rds::gateway
