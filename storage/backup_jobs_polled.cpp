// What polls do to the jobs whose plan waits for them.
#include "storage/backup_jobs.hpp"
#include "storage/columns.hpp"
#include "storage/moves.hpp"
#include "storage/sqlite/connection.hpp"

namespace rds::storage {

namespace {

struct DuePoll {
    std::int32_t job_id;
    int last_seq;
    Phase phase;
};

// A job that has its last move ahead (the clock went back) or else its start is brought there by
// time, not by polls.
constexpr std::string_view kDuePolls = R"(
SELECT job.id, last.seq, last.to_phase
FROM backup_jobs AS job
LEFT JOIN moves AS last ON last.job_id = job.id AND last.seq = (
    SELECT MAX(any_move.seq) FROM moves AS any_move WHERE any_move.job_id = job.id
)
WHERE
    job.instance_id = ?1 AND job.ends_at > ?2 AND job.polls_per_phase > 0
    AND job.held = 0 AND job.polls_seen >= job.polls_per_phase
    AND (?3 IS NULL OR job.id = ?3)
    AND COALESCE(last.at, job.started_at) <= ?2
ORDER BY job.id
)";

std::vector<DuePoll> due_polls(
    sqlite::Connection& database,
    std::string_view instance_id,
    std::optional<std::int32_t> id,
    Instant now
) {
    std::vector<DuePoll> due;
    auto const query = database.statement(kDuePolls);
    query.with(instance_id, column(now), id);
    while (query->step()) {
        due.push_back({
            .job_id = static_cast<std::int32_t>(query->integer(0)),
            .last_seq = static_cast<int>(query->integer(1)),
            .phase = query->is_null(2) ? Phase::not_started : phase_in(*query, 2),
        });
    }
    return due;
}

constexpr std::string_view kRestartPolls = R"(
UPDATE backup_jobs SET polls_seen = 0, ends_at = ?2 WHERE id = ?1
)";

}  // namespace

void BackupJobs::advance_polled(
    std::string_view instance_id,
    std::optional<std::int32_t> id,
    Instant now
) {
    for (auto const& due : due_polls(database_, instance_id, id, now)) {
        Move const move{due.phase, *next_phase(due.phase), now, "polled"};
        add_move(database_, due.job_id, due.last_seq + 1, move);
        database_.statement(kRestartPolls).with(due.job_id, column(end_of({move})))->step();
    }
}

constexpr std::string_view kCountPoll = R"(
UPDATE backup_jobs SET polls_seen = polls_seen + 1
WHERE id = ?1 AND polls_seen < polls_per_phase
)";

void BackupJobs::count_poll(std::vector<BackupJob> const& shown) {
    for (auto const& job : shown) {
        if (!job.polled || job.held || is_terminal(job.phase)) continue;
        database_.statement(kCountPoll).with(job.id)->step();
    }
}

}  // namespace rds::storage
