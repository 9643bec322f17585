// How answers show what a tenant holds. Members are those of fixtures where these have them.
#pragma once

#include "server/json/writer.hpp"
#include "storage/tenant/tenant.hpp"

#include <string>

namespace rds::control::rest {

// A row of settings or of a named thing, as an object.
std::string shown_row(storage::Table const& table, void const* row);

// The members of a row of a clock or an advance: {kind, id, instance?, from, to, at, why}.
void write_scheduled(json::Writer& writer, storage::ScheduledMove const& row);

// What lists show of an instance, with what belongs to it, and what it did and will do beside that.
void write_instance(
    json::Writer& writer,
    storage::Instance const& instance,
    storage::Children const& children
);
std::string shown_instance(storage::Tenant& state, storage::Instance const& instance);

// With its moves.
void write_job(json::Writer& writer, storage::Tenant& state, storage::BackupJob const& job);
std::string shown_job(storage::Tenant& state, storage::BackupJob const& job);

}  // namespace rds::control::rest
