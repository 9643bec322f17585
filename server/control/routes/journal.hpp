#pragma once

#include "server/control/accounts.hpp"
#include "server/control/journal/waits.hpp"
#include "server/control/rest/visit.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace rds::control::rest {

// Keeps the references. `account_of` says whose account the calls of a key use.
Routes journal_routes(
    Accounts& accounts,
    Waits& waits,
    std::function<std::string(std::string_view access_key_id)> account_of
);

}  // namespace rds::control::rest
