// How answers show what an account holds. Members are those of fixtures where these have them.
#pragma once

#include "server/json/writer.hpp"
#include "storage/account.hpp"

#include <string>

namespace rds::control::rest {

void write_instance(json::Writer& writer, storage::Instance const& instance);
void write_plan(json::Writer& writer, storage::Plan const& plan);
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
