#pragma once

#include "server/codec/fixture.hpp"
#include "storage/tenant/tenant.hpp"

namespace rds::codec {

// Writes the fixture into a tenant that knows the built-in plans, all of it or nothing. Throws
// Invalid if a job would begin after now and has begun, storage's error if the tenant holds an ID
// already.
void apply(Fixture const& fixture, storage::Tenant::Entered const& entered);

// The parts of that, in a transaction of the caller's. What a row names must be there.

// Those without a duration last as long as "timed" does before.
void apply_plans(std::vector<storage::Plan> plans, storage::Tenant& tenant);

// An instance of this ID as documents that say no more of it have it.
Fixture::Instance new_instance(std::string id);

// With what belongs to it.
void apply_instance(Fixture::Instance const& row, storage::Tenant& tenant, storage::Instant now);

}  // namespace rds::codec
