#include "server/actions/backups/backup_job_shape.hpp"

#include <algorithm>
#include <array>

namespace rds::actions {

namespace {

using api::Name;
using storage::BackupStatus;
using storage::JobMode;
using storage::ProgressStatus;

constexpr std::array kJobModes{
    Name<JobMode>{JobMode::automated, "Automated"},
    Name<JobMode>{JobMode::manual, "Manual"},
};

constexpr std::array kBackupStatuses{
    Name<BackupStatus>{BackupStatus::no_start, "NoStart"},
    Name<BackupStatus>{BackupStatus::checking, "Checking"},
    Name<BackupStatus>{BackupStatus::preparing, "Preparing"},
    Name<BackupStatus>{BackupStatus::waiting, "Waiting"},
    Name<BackupStatus>{BackupStatus::uploading, "Uploading"},
    Name<BackupStatus>{BackupStatus::finished, "Finished"},
    Name<BackupStatus>{BackupStatus::failed, "Failed"},
};

constexpr std::array kProgressStatuses{
    Name<ProgressStatus>{ProgressStatus::no_start, "NoStart"},
    Name<ProgressStatus>{ProgressStatus::preparing, "Preparing"},
    Name<ProgressStatus>{ProgressStatus::waiting, "Waiting"},
    Name<ProgressStatus>{ProgressStatus::uploading, "Uploading"},
    Name<ProgressStatus>{ProgressStatus::checking, "Checking"},
    Name<ProgressStatus>{ProgressStatus::finished, "Finished"},
};

constexpr int kWhole = 100;

}  // namespace

std::span<Name<JobMode> const> job_mode_names() {
    return kJobModes;
}

std::span<Name<BackupStatus> const> backup_status_names() {
    return kBackupStatuses;
}

// BackupJobId is a number although the pages call it a string: so in their samples, and in the one
// recording. Process and BackupId were recorded as strings; Terraform panics on anything else.
api::Shape<BackupJobRow> const& backup_job_shape() {
    static api::Shape<BackupJobRow> const shape{
        api::member("JobMode", &BackupJobRow::mode, job_mode_names()),
        api::member(
            "BackupProgressStatus",
            &BackupJobRow::progress,
            std::span<Name<ProgressStatus> const>{kProgressStatuses}
        ),
        api::member("TaskAction", &BackupJobRow::task_action),
        api::member("BackupStatus", &BackupJobRow::status, backup_status_names()),
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
