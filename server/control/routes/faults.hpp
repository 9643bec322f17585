#pragma once

#include "server/api/catalog.hpp"
#include "server/control/rest/visit.hpp"

namespace rds::control::rest {

// Keeps the reference.
Routes faults_routes(api::Catalog const& catalog);

}  // namespace rds::control::rest
