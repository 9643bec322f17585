#include "server/actions/backups/backup_job_shape.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace rds::actions {

namespace {

using Text = std::string_view;

Text mode(ShownJob const& shown) {
    return word(shown.job.mode);
}

Text progress(ShownJob const& shown) {
    return word(shown.job.standing().progress);
}

Text task_action(ShownJob const& shown) {
    return shown.job.mode == storage::JobMode::manual ? "TempBackupTask" : "NormalBackupTask";
}

Text status(ShownJob const& shown) {
    return word(shown.job.standing().status);
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
        api::member("JobMode", mode),
        api::member("BackupProgressStatus", progress),
        api::member("TaskAction", task_action),
        api::member("BackupStatus", status),
        api::member("BackupJobId", id),
        api::member("Process", process).about("Absent before the job has begun."),
        api::member("BackupId", backup_id).about("Once the job has finished."),
    };
    return shape;
}

}  // namespace rds::actions
