#pragma once

#include "server/control/rest/visit.hpp"
#include "server/control/routes/state_sources.hpp"

namespace rds::control::rest {

// An account's state as a whole: begun again, loaded, written down.
Routes state_routes(StateSources const& sources);

}  // namespace rds::control::rest
