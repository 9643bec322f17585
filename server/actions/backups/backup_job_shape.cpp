#include "server/actions/backups/backup_job_shape.hpp"

#include <algorithm>
#include <array>

namespace rds::actions {

namespace {

using storage::JobMode;

constexpr int kWhole = 100;

}  // namespace

// BackupJobId is a number although the pages call it a string: so in their samples, and in the one
// recording. Process and BackupId were recorded as strings; Terraform panics on anything else.
api::Shape<BackupJobRow> const& backup_job_shape() {
    static api::Shape<BackupJobRow> const shape{
        api::member("JobMode", &BackupJobRow::mode, storage::kJobModes),
        api::member("BackupProgressStatus", &BackupJobRow::progress, storage::kProgressStatuses),
        api::member("TaskAction", &BackupJobRow::task_action),
        api::member("BackupStatus", &BackupJobRow::status, storage::kBackupStatuses),
        api::member("BackupJobId", &BackupJobRow::id),
        api::member("Process", &BackupJobRow::process).about("Absent before the job has begun."),
        api::member("BackupId", &BackupJobRow::backup_id).about("Once the job has finished."),
    };
    return shape;
}

BackupJobRow backup_job_row(storage::BackupJob const& job, bool uncapped_process) {
    auto const standing = job.standing();
    BackupJobRow row{
        .mode = job.mode,
        .progress = standing.progress,
        .task_action = job.mode == JobMode::manual ? "TempBackupTask" : "NormalBackupTask",
        .status = standing.status,
        .id = job.id,
        .process = std::nullopt,
        .backup_id = std::nullopt,
    };
    if (standing.percent) {
        auto const percent =
            uncapped_process ? *standing.percent : std::min(*standing.percent, kWhole);
        row.process = std::to_string(percent);
    }
    if (job.phase == storage::Phase::finished) row.backup_id = std::to_string(job.backup_id);
    return row;
}

}  // namespace rds::actions
