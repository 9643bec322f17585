#pragma once

#include "storage/backup_job.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
}

struct ScheduledMove {
    std::int32_t job_id;
    std::string instance_id;
    Move move;

    bool operator==(ScheduledMove const&) const = default;
};

// The moves of all jobs of one tenant in the order in which they fall due (by time, job ID, order
// of the job's own), at the cost of those that are asked for. Use inside a transaction on the
// tenant's strand. Every instant is tenant time.
class Schedule {
  public:
    explicit Schedule(sqlite::Connection& database) : database_{database} {}

    // The first move after `now`.
    std::optional<ScheduledMove> next(Instant now);

    // The moves in (from, to], `limit` at most.
    std::vector<ScheduledMove> between(Instant from, Instant to, int limit);

    // How many there are in (from, to].
    std::int64_t count(Instant from, Instant to);

  private:
    sqlite::Connection& database_;
};

}  // namespace rds::storage
