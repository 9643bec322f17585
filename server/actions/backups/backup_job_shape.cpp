#include "server/actions/backups/backup_job_shape.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace rds::actions {

namespace {

// By the number of the job's mode.
constexpr std::array<std::string_view, 2> kTaskActions{"NormalBackupTask", "TempBackupTask"};

storage::JobMode mode(ShownJob const& shown) {
    return shown.job.mode;
}

storage::ProgressStatus progress(ShownJob const& shown) {
    return shown.job.standing().progress;
}

storage::BackupStatus status(ShownJob const& shown) {
    return shown.job.standing().status;
}

std::int32_t id(ShownJob const& shown) {
    return shown.job.id;
}

std::optional<std::string> process(ShownJob const& shown) {
    constexpr int kWhole = 100;
    auto const percent = shown.job.standing().percent;
    if (!percent) return std::nullopt;
    return std::to_string(shown.uncapped_process ? *percent : std::min(*percent, kWhole));
}

std::optional<std::string> backup_id(ShownJob const& shown) {
    if (shown.job.phase != storage::Phase::finished) return std::nullopt;
    return std::to_string(shown.job.backup_id);
}

}  // namespace

// BackupJobId is a number although the pages call it a string: so in their samples, and in the one
// recording. Process and BackupId were recorded as strings; Terraform panics on anything else.
api::Shape<ShownJob> const& backup_job_shape() {
    static api::Shape<ShownJob> const shape{
        api::member("JobMode", mode, storage::kJobModes),
        api::member("BackupProgressStatus", progress, storage::kProgressStatuses),
        api::member("TaskAction", mode, kTaskActions),
        api::member("BackupStatus", status, storage::kBackupStatuses),
        api::member("BackupJobId", id),
        api::member("Process", process).about("Absent before the job has begun."),
        api::member("BackupId", backup_id).about("Once the job has finished."),
    };
    return shape;
}

}  // namespace rds::actions
