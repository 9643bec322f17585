#pragma once

#include "server/gateway/call.hpp"

#include <string>

namespace rds::gateway {

// Who calls, and whose account the call uses.
struct Caller {
    std::string access_key_id;  // empty: anonymous
    std::string account;
};

// Any key is accepted and no signature is checked yet. A key of 16 digits names the account of that
// number, so that tests which choose different keys never meet; every other key, and none, belongs
// to the default account.
Caller authenticate(Call const& call);

}  // namespace rds::gateway
