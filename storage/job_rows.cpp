#include "storage/job_rows.hpp"

#include "storage/columns.hpp"

namespace rds::storage {

std::string jobs_where(std::string_view condition) {
    constexpr std::string_view kJobs = R"(
SELECT
    job.id, job.instance_id, job.mode, job.started_at, job.backup_id, job.polls_per_phase > 0,
    move.from_phase, move.to_phase, job.held
FROM backup_jobs AS job
LEFT JOIN moves AS move ON move.job_id = job.id AND move.seq = (
    SELECT MAX(due.seq) FROM moves AS due WHERE due.job_id = job.id AND due.at <= ?2
)
WHERE )";
    return std::string{kJobs}.append(condition);
}

BackupJob read_job(sqlite::Statement const& row) {
    auto const phase = row.is_null(7) ? Phase::not_started : phase_in(row, 7);
    return {
        .id = static_cast<std::int32_t>(row.integer(0)),
        .instance_id = std::string{row.text(1)},
        .mode = static_cast<JobMode>(row.integer(2)),
        .started_at = instant_in(row, 3),
        .backup_id = static_cast<std::int32_t>(row.integer(4)),
        .phase = phase,
        .stopped_in = phase == Phase::failed ? phase_in(row, 6) : Phase::not_started,
        .polled = row.integer(5) != 0,
        .held = row.integer(8) != 0,
    };
}

}  // namespace rds::storage
