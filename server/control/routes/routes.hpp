// The routes of the control API, resource by resource; what each does is in the file of its name.
#pragma once

#include "server/api/catalog.hpp"
#include "server/codec/fixture.hpp"
#include "server/control/journal/waits.hpp"
#include "server/control/rest/visit.hpp"
#include "server/control/tenants.hpp"

#include <atomic>
#include <functional>
#include <string>
#include <string_view>

namespace rds::control::rest {

// Each keeps the references that it is given.

// An advance stops early once the waits are stopped.
Routes clock_routes(std::function<storage::Instant()> const& machine_time, Waits& waits);

Routes faults_routes(api::Catalog const& catalog);

// `is_ready` becomes true once the port serves.
Routes health_routes(Tenants& tenants, std::atomic<bool> const& is_ready);

Routes jobs_routes();

// `tenant_of` returns the tenant that calls with this key use.
Routes journal_routes(
    Tenants& tenants,
    Waits& waits,
    std::function<std::string(std::string_view access_key_id)> tenant_of
);

// The verbs that move lifecycles.
Routes lifecycles_routes();

// Instances, the rows of every list that belongs to them, plans and settings.
Routes resources_routes();

// Where states come from, beside the tenants that have them. Any thread may call each.
struct StateSources {
    std::function<storage::Instant()> machine_time;

    // Whose tenant the calls of a key use.
    std::function<std::string(std::string_view access_key_id)> tenant_of;

    // What a tenant begins as, now.
    std::function<TenantContents(storage::Instant machine_now)> fresh;

    // What it begins as with this fixture. Throws json::Invalid.
    std::function<TenantContents(codec::Fixture, storage::Instant machine_now)> from;

    // From now on tenants begin with this fixture. Throws json::Invalid, having changed nothing.
    std::function<void(codec::Fixture, storage::Instant machine_now)> set_start;
};

// A tenant's state is kept under a name, brought back, or given to another tenant.
Routes snapshot_routes(Tenants& tenants, StateSources const& sources);

// A tenant's whole state is reset, loaded, or exported.
Routes state_routes(Tenants& tenants, Waits& waits, StateSources const& sources);

}  // namespace rds::control::rest
