// Where a resource stands: its status, or all of its moves. Inside this layer only: it shows
// RapidJSON.
#pragma once

#include "server/codec/fixture.hpp"
#include "server/json/node.hpp"

#include <string_view>

namespace rds::codec {

// A member that is relative to now or an instant; `otherwise` if it is absent.
Time read_time(json::Node const& node, char const* name, std::string_view otherwise);

// The phase that a job's status and progressStatus show.
void read_phase(json::Node const& node, storage::NewBackupJob& job);

// Whether the row says its moves and not only where it stands.
bool has_timeline(json::Node const& node);

// The moves, and the phase in which those of the history leave the job.
void read_job_timeline(json::Node const& node, Fixture::BackupJob& row);

// Those of an instance that stands in `status`.
Fixture::Timeline read_instance_timeline(json::Node const& node, std::string_view status);

}  // namespace rds::codec
