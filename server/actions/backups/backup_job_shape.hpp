#pragma once

#include "server/api/shape.hpp"
#include "storage/backups/backup_job.hpp"

namespace rds::actions {

// A backup job as answers show it. `uncapped_process` gives the "125" that was recorded of a
// finished job; otherwise 100 is the most, since the pages call Process a percentage.
struct ShownJob {
    storage::BackupJob job;
    bool uncapped_process = false;
};

api::Shape<ShownJob> const& backup_job_shape();

}  // namespace rds::actions
