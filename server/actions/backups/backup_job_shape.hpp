#pragma once

#include "server/api/shape.hpp"
#include "storage/backups/backup_job.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace rds::actions {

// A backup job as the wire has it.
struct BackupJobRow {
    storage::JobMode mode;
    storage::ProgressStatus progress;
    std::string_view task_action;
    storage::BackupStatus status;
    std::int32_t id;
    std::optional<std::string> process;
    std::optional<std::string> backup_id;
};

api::Shape<BackupJobRow> const& backup_job_shape();

// `uncapped_process` gives the "125" that was recorded of a finished job; otherwise 100 is the
// most, since the pages call Process a percentage.
BackupJobRow backup_job_row(storage::BackupJob const& job, bool uncapped_process);

}  // namespace rds::actions
