#pragma once

#include "storage/backup_job.hpp"
#include "storage/last_ids.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// A backup job as it is kept: its row and its whole timeline, due or not.
struct JobRecord {
    std::int32_t id = 0;
    std::string instance_id;
    JobMode mode = JobMode::manual;
    Instant started_at;
    std::int32_t backup_id = 0;
    int polls_per_phase = 0;  // 0: polls do not move it
    int polls_seen = 0;       // in its phase
    std::vector<Move> moves{};
    bool held = false;
    std::vector<Move> after_release{};  // of a held one, if it is released at Instant{}

    bool operator==(JobRecord const&) const = default;
};

// One tenant's backup jobs for those who write them down and make them again, whole. Use inside a
// transaction on the tenant's strand.
class JobRecords {
  public:
    explicit JobRecords(sqlite::Connection& database) : database_{database} {}

    // In order of ID. What the visit throws ends it.
    void for_each(std::function<void(JobRecord const&)> const& visit);

    // Throws sqlite::Error if an ID is taken.
    void add(JobRecord const& record);

    // Those that are given, or else the tenant's next. Throws NoIdLeft.
    LastIds ids_for_new_job(std::optional<std::int32_t> job, std::optional<std::int32_t> backup) {
        return storage::ids_for_new_job(database_, job, backup);
    }

    LastIds last_ids() { return storage::last_ids(database_); }

    void set_last_ids(LastIds const& ids) { storage::set_last_ids(database_, ids); }

  private:
    sqlite::Connection& database_;
};

}  // namespace rds::storage
