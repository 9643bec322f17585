#pragma once

#include "server/control/accounts.hpp"
#include "server/control/rest/visit.hpp"

#include <atomic>

namespace rds::control::rest {

// Keeps the references. `is_ready` becomes true once the port serves.
Routes health_routes(Accounts& accounts, std::atomic<bool> const& is_ready);

}  // namespace rds::control::rest
