#pragma once

#include "server/codec/fixture.hpp"
#include "storage/tenant/tenant.hpp"

namespace rds::codec {

// Writes the fixture into a tenant that knows the built-in plans, all of it or nothing. Throws
// Invalid if a job would begin after now and has begun, storage's error if the tenant holds an ID
// already.
void apply(Fixture const& fixture, storage::Tenant::Entered const& entered);

// The parts of that, in a transaction of the caller's. What a row names must be there.

// Throws Invalid, with a pointer within the row, if the job would begin after `now` and has begun,
// or if its moves are not in order.
void check_job(Fixture::BackupJob const& row, storage::Instant now, std::string const& source);

void apply_settings(Fixture::Settings const& given, storage::Tenant& tenant);
void apply_plan(Fixture::Plan const& row, storage::Tenant& tenant);

void apply_instance(Fixture::Instance const& row, storage::Tenant& tenant, storage::Instant now);

storage::BackupJob
apply_job(Fixture::BackupJob const& row, storage::Tenant& tenant, storage::Instant now);

}  // namespace rds::codec
