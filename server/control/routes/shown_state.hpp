// How answers show what a tenant holds. Members are those of fixtures where these have them.
#pragma once

#include "server/fixture/write_rows.hpp"
#include "server/json/writer.hpp"
#include "storage/tenant/tenant.hpp"

#include <string>

namespace rds::control::rest {

using fixture::write_instance;
using fixture::write_plan;

void write_move_members(json::Writer& writer, storage::Move const& move);
void write_scheduled(json::Writer& writer, storage::ScheduledMove const& row);

// A job that was found at `now`, with its moves.
void write_job(
    json::Writer& writer,
    storage::BackupJobs jobs,
    storage::BackupJob const& job,
    storage::Instant now
);

}  // namespace rds::control::rest
