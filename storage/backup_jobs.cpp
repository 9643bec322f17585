#include "storage/backup_jobs.hpp"

#include "storage/columns.hpp"
#include "storage/job_rows.hpp"
#include "storage/last_ids.hpp"
#include "storage/moves.hpp"
#include "storage/sqlite/connection.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace rds::storage {

namespace {

// How a job that is created in a later phase came there.
std::vector<Move> moves_so_far(NewBackupJob const& job, Instant now) {
    // A job that is said to start in the future stands in its phase all the same.
    auto const at = std::min(job.started_at, now);
    auto const failed = job.phase == Phase::failed;
    auto const reached = failed ? job.stopped_in : job.phase;

    std::vector<Move> moves;
    for (auto phase = Phase::not_started; phase < reached && !is_terminal(phase);
         phase = *next_phase(phase)) {
        moves.push_back({phase, *next_phase(phase), at, "fixture"});
    }
    if (failed) {
        moves.push_back(
            {reached, Phase::failed, at, job.why_failed.empty() ? "fixture" : job.why_failed}
        );
    }
    return moves;
}

}  // namespace

constexpr std::string_view kCreate = R"(
INSERT INTO backup_jobs (
    id, instance_id, mode, started_at, backup_id, ends_at, polls_per_phase, polls_seen
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)
)";

BackupJob BackupJobs::create(NewBackupJob const& job, Plan const& plan, Instant now) {
    auto moves = moves_so_far(job, now);
    auto const begins = plan_begins(job.phase, job.started_at, now);
    std::ranges::move(planned_moves(plan, job.phase, begins), std::back_inserter(moves));

    auto const ids = ids_for_new_job(database_, job.id, job.backup_id);
    database_.statement(kCreate)
        .with(
            ids.job,
            job.instance_id,
            job.mode,
            column(job.started_at),
            ids.backup,
            column(end_of(moves)),
            plan.kind == PlanKind::polls ? plan.polls_per_phase : 0
        )
        ->step();
    raise_last_ids(database_, ids);

    int seq = 0;
    for (auto const& move : moves)
        add_move(database_, ids.job, ++seq, move);
    return find_anywhere(ids.job, now).value();
}

std::string const kLive = jobs_where(R"(
    job.instance_id = ?1 AND job.ends_at > ?2
ORDER BY job.started_at DESC, job.id DESC
)");

std::vector<BackupJob> BackupJobs::live(std::string_view instance_id, Instant now) {
    std::vector<BackupJob> jobs;
    auto const query = database_.statement(kLive);
    query.with(instance_id, column(now));
    while (query->step())
        jobs.push_back(read_job(*query));
    return jobs;
}

constexpr std::string_view kCountLive = R"(
SELECT COUNT(*) FROM backup_jobs WHERE instance_id = ?1 AND ends_at > ?2
)";

int BackupJobs::count_live(std::string_view instance_id, Instant now) {
    auto const query = database_.statement(kCountLive);
    query.with(instance_id, column(now))->step();
    return static_cast<int>(query->integer(0));
}

std::string const kLastEnded = jobs_where(R"(
    job.instance_id = ?1 AND job.ends_at <= ?2
ORDER BY job.ends_at DESC, job.id DESC
LIMIT 1
)");

std::optional<BackupJob> BackupJobs::last_ended(std::string_view instance_id, Instant now) {
    auto const query = database_.statement(kLastEnded);
    if (!query.with(instance_id, column(now))->step()) return std::nullopt;
    return read_job(*query);
}

std::optional<BackupJob>
BackupJobs::find(std::string_view instance_id, std::int32_t id, Instant now) {
    auto job = find_anywhere(id, now);
    if (job && job->instance_id != instance_id) return std::nullopt;
    return job;
}

std::string const kFindAnywhere = jobs_where("job.id = ?1");

std::optional<BackupJob> BackupJobs::find_anywhere(std::int32_t id, Instant now) {
    auto const query = database_.statement(kFindAnywhere);
    if (!query.with(id, column(now))->step()) return std::nullopt;
    return read_job(*query);
}

// Mode 1 is JobMode::manual.
constexpr std::string_view kAnyRunning = R"(
SELECT EXISTS (
    SELECT 1
    FROM backup_jobs AS job
    WHERE
        job.instance_id = ?1 AND job.ends_at > ?2
        AND (
            job.mode = 1
            OR EXISTS (SELECT 1 FROM moves AS move WHERE move.job_id = job.id AND move.at <= ?2)
        )
)
)";

bool BackupJobs::any_running(std::string_view instance_id, Instant now) {
    auto const query = database_.statement(kAnyRunning);
    query.with(instance_id, column(now))->step();
    return query->integer(0) != 0;
}

// Mode 1 is JobMode::manual.
constexpr std::string_view kCountManual = R"(
SELECT COUNT(*) FROM backup_jobs
WHERE instance_id = ?1 AND mode = 1 AND started_at >= ?2 AND started_at < ?3
)";

int BackupJobs::count_manual(std::string_view instance_id, Instant from, Instant to) {
    auto const query = database_.statement(kCountManual);
    query.with(instance_id, column(from), column(to))->step();
    return static_cast<int>(query->integer(0));
}

std::vector<Move> BackupJobs::history(std::int32_t id) {
    return moves_of(database_, id);
}

}  // namespace rds::storage
