#pragma once

#include "server/control/accounts.hpp"
#include "server/control/rest/visit.hpp"
#include "server/control/routes/state_sources.hpp"

namespace rds::control::rest {

// An account's state as it was: kept under a name, brought back, given to another account. Keeps
// the reference.
Routes snapshot_routes(Accounts& accounts, StateSources const& sources);

}  // namespace rds::control::rest
