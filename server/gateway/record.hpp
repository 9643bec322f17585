#pragma once

#include "server/control/journal/journal.hpp"
#include "server/gateway/auth/authenticate.hpp"
#include "server/gateway/wire/call.hpp"
#include "server/http/message.hpp"

namespace rds::gateway {

// Puts a call that has been handled into its account's journal, secrets redacted: the draft says
// how it went, the rest is read from the call. Never throws: one that cannot be kept is logged.
void record(
    control::Journal& journal,
    control::Entry draft,
    http::Request const& request,
    Call const& call,
    Caller const& caller
) noexcept;

}  // namespace rds::gateway
