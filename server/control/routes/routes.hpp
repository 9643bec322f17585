// The routes of the control API, resource by resource; what each does is in the file of its name.
#pragma once

#include "server/api/catalog.hpp"
#include "server/control/journal/waits.hpp"
#include "server/control/rest/visit.hpp"
#include "server/control/routes/advance.hpp"
#include "server/control/routes/state_sources.hpp"
#include "server/control/tenants.hpp"

#include <atomic>
#include <functional>
#include <string>
#include <string_view>

namespace rds::control::rest {

// Each keeps the references that it is given.

Routes clock_routes(AdvanceNeeds const& needs);

Routes faults_routes(api::Catalog const& catalog);

// `is_ready` becomes true once the port serves.
Routes health_routes(Tenants& tenants, std::atomic<bool> const& is_ready);

Routes instances_routes();

Routes jobs_routes();

// `tenant_of` returns the tenant that calls with this key use.
Routes journal_routes(
    Tenants& tenants,
    Waits& waits,
    std::function<std::string(std::string_view access_key_id)> tenant_of
);

// The verbs that move lifecycles.
Routes lifecycles_routes();

// The settings, which choose a plan, are among them.
Routes plans_routes();

// The rows of every list that belongs to instances.
Routes resources_routes();

// A tenant's state is kept under a name, brought back, or given to another tenant.
Routes snapshot_routes(Tenants& tenants, StateSources const& sources);

// A tenant's whole state is reset, loaded, or exported.
Routes state_routes(StateSources const& sources);

}  // namespace rds::control::rest
