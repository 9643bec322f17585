// The routes of the control API, resource by resource; what each does is in the file of its name.
#pragma once

#include "server/control/rest/visit.hpp"

namespace rds::control::rest {

Routes clock_routes();

Routes faults_routes();

Routes health_routes();

Routes jobs_routes();

Routes journal_routes();

// The verbs that move lifecycles.
Routes lifecycles_routes();

// Instances, the rows of every list that belongs to them, plans and settings.
Routes resources_routes();

// A tenant's state is kept under a name, brought back, or given to another tenant.
Routes snapshot_routes();

// A tenant's whole state is reset, loaded, or exported.
Routes state_routes();

}  // namespace rds::control::rest
