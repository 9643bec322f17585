#pragma once

#include "server/control/journal/journal.hpp"
#include "server/gateway/auth/authenticate.hpp"
#include "server/gateway/wire/call.hpp"
#include "server/http/message.hpp"

namespace rds::gateway {

// Adds to an entry of the journal, which says how a call went, what the call itself says: who made
// it and with which parameters, secrets redacted.
void record(
    control::Entry& entry,
    http::Request const& request,
    Call const& call,
    Caller const& caller
);

}  // namespace rds::gateway
