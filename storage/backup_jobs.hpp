#pragma once

#include "storage/backup_job.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// What to create. A job that is not at its beginning (from a fixture) gives the phase it stands in.
struct NewBackupJob {
    std::string instance_id;
    JobMode mode = JobMode::manual;
    Instant started_at;
    Phase phase = Phase::not_started;
    Phase stopped_in = Phase::not_started;  // with Phase::failed
    std::string why_failed{};               // with Phase::failed
    std::optional<std::int32_t> id;         // absent: the tenant's next
    std::optional<std::int32_t> backup_id;  // absent: the tenant's next
};

struct JobFilter {
    std::optional<std::string_view> instance_id;
    std::optional<Phase> phase;
    std::int32_t after = 0;  // only greater IDs
};

// The backup jobs of one tenant: a row for each, and its timeline, a row for each move with the
// instant at which it falls due. A job's phase is its last move that is due, so reading writes
// nothing. Use inside a transaction on the tenant's strand. Every `now` is tenant time.
class BackupJobs {
  public:
    // The jobs of an instance that have not ended: all of them are in one answer, so whoever adds
    // some keeps to this.
    static constexpr int kMostLive = 10'000;

    explicit BackupJobs(sqlite::Connection& database) : database_{database} {}

    // Writes the job and the moves that `plan` makes for it from `now` on; a job that has not begun
    // waits for its start first. Throws sqlite::Error if an ID is taken.
    BackupJob create(NewBackupJob const& job, Plan const& plan, Instant now);

    // The jobs of an instance that have not ended by `now`, by start time, then ID, both
    // descending. Costs what the instance's live jobs cost, however many have ended.
    std::vector<BackupJob> live(std::string_view instance_id, Instant now);

    int count_live(std::string_view instance_id, Instant now);

    // The job of an instance that ended last; nothing if none has.
    std::optional<BackupJob> last_ended(std::string_view instance_id, Instant now);

    // One job of an instance in any state.
    std::optional<BackupJob> find(std::string_view instance_id, std::int32_t id, Instant now);

    // One job of any instance of the tenant in any state.
    std::optional<BackupJob> find_anywhere(std::int32_t id, Instant now);

    // A manual job that has not ended, or an automated one that has begun and not ended.
    bool any_running(std::string_view instance_id, Instant now);

    // The manual jobs of an instance that started in [from, to).
    int count_manual(std::string_view instance_id, Instant from, Instant to);

    // Poll-driven jobs of the instance (the one with this ID, or all) which have been shown often
    // enough make their next move at `now`, but none before its start. Writes only if one does.
    void advance_polled(std::string_view instance_id, std::optional<std::int32_t> id, Instant now);

    // Counts one poll for each of these jobs that is poll-driven. Writes only if one is.
    void count_poll(std::vector<BackupJob> const& shown);

    // Every move of a job, due or not, in order.
    std::vector<Move> history(std::int32_t id);

    // The moves to come of a job that was found at `now`; of a held one, those that it would make
    // if it were released now.
    std::vector<Move> planned(BackupJob const& job, Instant now);

    // The tenant's jobs in order of ID, `limit` at most.
    std::vector<BackupJob> page(JobFilter const& filter, int limit, Instant now);

    // The IDs there are that are nearest to this one, the nearest first.
    std::vector<std::int32_t> nearest_ids(std::int32_t id, int limit);

    bool has_backup_id(std::int32_t backup_id);

    // With their moves.
    void remove_all_of(std::string_view instance_id);

    // The following change a job that was found at `now` and return what has become of it. Each
    // throws IllegalEdit if the job's state does not allow it.

    // Moves the job at `now` through every phase up to `to`, a later one or Phase::failed; what was
    // planned after it keeps its gaps, counted from now. A job that had not begun has now. A held
    // one stays held unless it ends.
    BackupJob move_by_hand(BackupJob const& job, Phase to, std::string const& why, Instant now);

    // Neither time nor polls move the job until it is released; then it needs as much time for each
    // planned move as was left, and as many polls.
    BackupJob hold(BackupJob const& job, Instant now);
    BackupJob release(BackupJob const& job, Instant now);

    // Plans anew from where the job stands. A held one stays held; one that has not begun still
    // waits for its start.
    BackupJob change_plan(BackupJob const& job, Plan const& plan, Instant now);

  private:
    sqlite::Connection& database_;
};

}  // namespace rds::storage
