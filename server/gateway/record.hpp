#pragma once

#include "server/control/journal/journal.hpp"
#include "server/gateway/authenticate.hpp"
#include "server/gateway/call.hpp"
#include "server/http/message.hpp"

namespace rds::gateway {

// Puts a call that has been handled into its account's journal, secrets redacted: the entry says
// how it went, the rest is taken from the call. Never throws: one that cannot be kept is logged.
void record(
    control::Journal& journal,
    control::Entry entry,
    http::Request const& request,
    Call& call,
    Caller& caller
) noexcept;

}  // namespace rds::gateway
