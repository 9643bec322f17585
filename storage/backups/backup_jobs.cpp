#include "storage/backups/backup_jobs.hpp"

#include "storage/instances/instances.hpp"
#include "storage/settings.hpp"
#include "storage/sqlite/connection.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace rds::storage {

namespace {

// The query for the jobs that meet the condition: the table's columns, then those of the lifecycle.
std::string jobs_where(std::string_view condition) {
    constexpr std::string_view kFrom = ", job.held, job.polled\nFROM backup_jobs AS job\nWHERE ";
    return "SELECT " + backup_jobs_table().columns() + std::string{kFrom} + std::string{condition};
}

BackupJob read_job(sqlite::Statement const& row) {
    BackupJob job;
    auto const column = backup_jobs_table().read(row, &job);
    job.held = row.integer(column) != 0;
    job.polled = row.integer(column + 1) != 0;
    return job;
}

std::vector<BackupJob>
select(sqlite::Connection& database, std::string_view sql, auto const&... parameters) {
    std::vector<BackupJob> jobs;
    auto const query = database.statement(sql);
    query.with(parameters...);
    while (query->step())
        jobs.push_back(read_job(*query));
    return jobs;
}

std::optional<BackupJob> first(std::vector<BackupJob> const& jobs) {
    return jobs.empty() ? std::nullopt : std::optional{jobs.front()};
}

// The given ID, or, in the place of 0, the next.
std::int32_t choose(std::string_view kind, std::int32_t given, std::int32_t last_used) {
    if (given != 0) return given;
    if (last_used < std::numeric_limits<std::int32_t>::max()) return last_used + 1;
    throw NoIdLeft{
        "no " + std::string{kind} + " is left: " + std::to_string(last_used) +
        " is taken and is the greatest there can be; start from lower IDs"};
}

// A plan that is given at `now` begins then; a job that has not begun waits for its start first.
std::vector<PlannedMove>
moves_of_plan(Plan const& plan, Phase phase, Instant started_at, Instant now) {
    auto const begins = phase == Phase::not_started ? std::max(now, started_at) : now;
    auto moves = planned_moves(kJobMachine, state_of(phase), job_route(phase), plan, begins);
    // The wait for the start counts from the release too.
    for (auto& move : moves) {
        if (auto* const remaining = std::get_if<Duration>(&move.when)) *remaining += begins - now;
    }
    return moves;
}

// Phases 6 and 7 are the ends; 5 is the last in which a job can fail.
constexpr std::string_view kIndexes = R"(
CREATE UNIQUE INDEX IF NOT EXISTS backup_ids ON backup_jobs (backup_id);

CREATE INDEX IF NOT EXISTS live_backup_jobs
ON backup_jobs (instance_id, started_at DESC, id DESC) WHERE ended_at IS NULL;

CREATE INDEX IF NOT EXISTS ended_backup_jobs
ON backup_jobs (instance_id, ended_at DESC, id DESC) WHERE ended_at IS NOT NULL;

CREATE INDEX IF NOT EXISTS manual_backup_jobs_by_start
ON backup_jobs (instance_id, started_at) WHERE mode = 1;

CREATE TRIGGER IF NOT EXISTS moves_of_backup_jobs AFTER DELETE ON backup_jobs BEGIN
DELETE FROM moves WHERE kind = 1 AND id = +OLD.id;
END;
)";

constexpr Rule id(std::string_view about) {
    return {.about = about, .least = 1, .most = kGreatestId};
}

constexpr std::array kFields{
    field<&BackupJob::id>("id", id("BackupJobId."), {.is_key = true}),
    field<&BackupJob::backup_id>(
        "backupId",
        id("BackupId, shown once the job is finished. Absent: the account's next.")
    ),
    field<&BackupJob::instance_id>(
        "instance",
        kInstanceId,
        {.column = "instance_id", .references = "instances"}
    ),
    field<&BackupJob::mode>(
        "mode",
        {.about = "JobMode: Manual is a TempBackupTask, Automated a NormalBackupTask.",
         .words = kJobModes}
    ),
    field<&BackupJob::started_at>(
        "startedAt",
        {.about = "When it started: a time relative to now, such as -2d or -1h30m, or an "
                  "instant in UTC, such as 2026-01-02T03:04:05Z. If it lies ahead, the job "
                  "waits for it and its plan counts from it.",
         .otherwise = R"("0s")"}
    ),
    field<&BackupJob::phase>("phase", {.words = kPhases}, {.is_internal = true}),
    field<&BackupJob::stopped_in>(
        "stoppedIn",
        {.words = std::span{kPhases}.first<6>()},
        {.is_internal = true}
    ),
    field<&BackupJob::ended_at>("endedAt", {}, {.is_internal = true}),
};

}  // namespace

Table const& backup_jobs_table() {
    static Table const table{
        {.name = "backup_jobs",
         .noun = "backup job",
         .about = "A backup job in any state.",
         .fields = kFields,
         .make = new_row<BackupJob>,
         .path = "jobs",
         .machine = &kJobMachine,
         .constraints = {"(ended_at IS NOT NULL) = (phase >= 6)", "stopped_in <= 5"},
         .also_create = kIndexes}};
    return table;
}

BackupJob BackupJobs::add(
    BackupJob job,
    std::vector<Move> const& history,
    std::vector<PlannedMove> const& planned,
    Instant now
) {
    Rows<LastIds> counters{database_, last_ids_table()};
    auto last = counters.get();
    job.id = choose("BackupJobId", job.id, last.job);
    job.backup_id = choose("BackupId", job.backup_id, last.backup);
    if (is_terminal(job.phase))
        job.ended_at = history.empty() ? std::min(job.started_at, now) : history.back().at;
    AnyRows{database_, backup_jobs_table()}.add(&job);
    last.job = std::max(last.job, job.id);
    last.backup = std::max(last.backup, job.backup_id);
    counters.update(last);
    auto const is_as_added = lifecycle(job.id).begin(history, planned, now);
    return is_as_added ? job : find_anywhere(job.id).value();
}

BackupJob BackupJobs::create(BackupJob const& job, Plan const& plan, Instant now) {
    std::vector<Move> history;  // what one did that has ended is not kept
    if (!is_terminal(job.phase))
        history = job_moves_to(state_of(job.phase), std::min(job.started_at, now));
    return add(job, history, moves_of_plan(plan, job.phase, job.started_at, now), now);
}

void BackupJobs::change_plan(BackupJob const& job, Plan const& plan, Instant now) {
    if (is_terminal(job.phase))
        throw IllegalMove{kJobMachine, state_of(job.phase), IllegalMove::Why::ended};
    lifecycle(job.id).plan(moves_of_plan(plan, job.phase, job.started_at, now), now);
}

std::string const kLive = jobs_where(R"(
    job.instance_id = ?1 AND job.ended_at IS NULL
ORDER BY job.started_at DESC, job.id DESC
)");

std::vector<BackupJob> BackupJobs::live(std::string_view instance_id) {
    return select(database_, kLive, instance_id);
}

constexpr std::string_view kCountLive = R"(
SELECT COUNT(*) FROM backup_jobs WHERE instance_id = ?1 AND ended_at IS NULL
)";

int BackupJobs::count_live(std::string_view instance_id) {
    return static_cast<int>(database_.number(kCountLive, instance_id));
}

std::string const kLastEnded = jobs_where(R"(
    job.instance_id = ?1 AND job.ended_at IS NOT NULL
ORDER BY job.ended_at DESC, job.id DESC
LIMIT 1
)");

std::optional<BackupJob> BackupJobs::last_ended(std::string_view instance_id) {
    return first(select(database_, kLastEnded, instance_id));
}

std::string const kFindAnywhere = jobs_where("job.id = ?1");

std::optional<BackupJob> BackupJobs::find_anywhere(std::int32_t id) {
    return first(select(database_, kFindAnywhere, id));
}

// Mode 1 is JobMode::manual; phase 0 has not begun.
constexpr std::string_view kAnyRunning = R"(
SELECT EXISTS (
    SELECT 1 FROM backup_jobs
    WHERE instance_id = ?1 AND ended_at IS NULL AND (mode = 1 OR phase > 0)
)
)";

bool BackupJobs::any_running(std::string_view instance_id) {
    return database_.number(kAnyRunning, instance_id) != 0;
}

// Mode 1 is JobMode::manual.
constexpr std::string_view kCountManual = R"(
SELECT COUNT(*) FROM backup_jobs
WHERE instance_id = ?1 AND mode = 1 AND started_at >= ?2 AND started_at < ?3
)";

int BackupJobs::count_manual(std::string_view instance_id, Instant from, Instant to) {
    return static_cast<int>(database_.number(kCountManual, instance_id, from, to));
}

void BackupJobs::count_poll(BackupJob const& shown, Instant now) {
    if (!shown.polled || shown.held) return;
    lifecycle(shown.id).poll(shown.phase == Phase::not_started ? shown.started_at : now, now);
}

std::string const kPage = jobs_where(R"(
    job.id > ?1
    AND (?2 IS NULL OR job.instance_id = ?2)
    AND (?3 IS NULL OR job.phase = ?3)
ORDER BY job.id
LIMIT ?4
)");

std::vector<BackupJob> BackupJobs::page(JobFilter const& filter, int limit) {
    return select(database_, kPage, filter.after, filter.instance_id, filter.phase, limit);
}

void BackupJobs::for_each(std::function<void(BackupJob const&)> const& visit) {
    constexpr int kBatch = 1000;
    JobFilter filter;
    for (;;) {
        auto const jobs = page(filter, kBatch);
        if (jobs.empty()) return;
        for (auto const& job : jobs)
            visit(job);
        filter.after = jobs.back().id;
    }
}

constexpr std::string_view kNearestIds = R"(
SELECT near.id FROM (
    SELECT id FROM (SELECT id FROM backup_jobs WHERE id <= ?1 ORDER BY id DESC LIMIT ?2)
    UNION
    SELECT id FROM (SELECT id FROM backup_jobs WHERE id > ?1 ORDER BY id LIMIT ?2)
) AS near
ORDER BY ABS(near.id - ?1), near.id
LIMIT ?2
)";

std::vector<std::int32_t> BackupJobs::nearest_ids(std::int32_t id, int limit) {
    std::vector<std::int32_t> ids;
    auto const query = database_.statement(kNearestIds);
    query.with(id, limit);
    while (query->step())
        ids.push_back(static_cast<std::int32_t>(query->integer(0)));
    return ids;
}

constexpr std::string_view kHasBackupId = R"(
SELECT 1 FROM backup_jobs WHERE backup_id = ?1
)";

bool BackupJobs::has_backup_id(std::int32_t backup_id) {
    return database_.statement(kHasBackupId).with(backup_id)->step();
}

}  // namespace rds::storage
