#pragma once

#include "server/codec/fixture.hpp"
#include "server/control/served_tenant.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace rds::control::rest {

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

    // A tenant's jobs have become others.
    std::function<void(std::string const& tenant)> forget_jobs;

    // On the lane of a tenant: it goes, with all that is kept of it and its waits. Throws what
    // deleting its file throws; the tenant then stays.
    std::function<void(ServedTenant&)> remove;
};

}  // namespace rds::control::rest
