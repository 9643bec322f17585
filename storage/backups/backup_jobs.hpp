#pragma once

#include "storage/backups/backup_job.hpp"
#include "storage/lifecycle/lifecycle.hpp"

#include <functional>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace rds::storage {

// The greatest there can be has been given. what() says of which kind.
class NoIdLeft : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

Table const& backup_jobs_table();

struct JobFilter {
    std::optional<std::string_view> instance_id;
    std::optional<Phase> phase;
    std::int32_t after = 0;  // only greater IDs
};

// The backup jobs of one tenant. Use inside a transaction on the tenant's strand.
class BackupJobs {
  public:
    // The jobs of an instance that have not ended: all of them are in one answer, so whoever adds
    // some keeps to this.
    static constexpr int kMostLive = 10'000;

    explicit BackupJobs(sqlite::Connection& database) : database_{database} {}

    // Writes the job in the phase it stands in, with what it did and what it will do; when it ended
    // follows. Throws sqlite::Error if an ID is taken, NoIdLeft.
    BackupJob add(
        BackupJob job,
        std::vector<Move> const& history,
        std::vector<PlannedMove> const& planned,
        Instant now
    );

    // The same with the moves that lead to its phase, if it has not ended, and those that `plan`
    // makes from `now` on; a job that has not begun waits for its start first.
    BackupJob create(BackupJob const& job, Plan const& plan, Instant now);

    // Plans anew from where the job stands. A held one stays held; one that has not begun still
    // waits for its start. Throws IllegalMove if it has ended.
    void change_plan(BackupJob const& job, Plan const& plan, Instant now);

    Lifecycle lifecycle(std::int32_t id) { return {database_, Kind::job, std::int64_t{id}}; }

    // The jobs of an instance that have not ended, by start time, then ID, both descending. Costs
    // what the instance's live jobs cost, however many have ended.
    std::vector<BackupJob> live(std::string_view instance_id);

    int count_live(std::string_view instance_id);

    // The job of an instance that ended last; nothing if none has.
    std::optional<BackupJob> last_ended(std::string_view instance_id);

    // One job of any instance of the tenant in any state.
    std::optional<BackupJob> find_anywhere(std::int32_t id);

    // A manual job that has not ended, or an automated one that has begun and not ended.
    bool any_running(std::string_view instance_id);

    // The manual jobs of an instance that started in [from, to).
    int count_manual(std::string_view instance_id, Instant from, Instant to);

    // Counts a poll of this job, if polls move it.
    void count_poll(BackupJob const& shown, Instant now);

    // The tenant's jobs in order of ID, `limit` at most; a negative number stands for all.
    std::vector<BackupJob> page(JobFilter const& filter, int limit);

    // In order of ID, whatever their number. What the visit throws ends it.
    void for_each(std::function<void(BackupJob const&)> const& visit);

    // The IDs there are that are nearest to this one, the nearest first.
    std::vector<std::int32_t> nearest_ids(std::int32_t id, int limit);

    bool has_backup_id(std::int32_t backup_id);

  private:
    sqlite::Connection& database_;
};

}  // namespace rds::storage
