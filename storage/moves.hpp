// The timelines of backup jobs, as stored.
#pragma once

#include "storage/backup_job.hpp"

#include <cstdint>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// `seq` counts a job's moves from 1.
void add_move(sqlite::Connection& database, std::int32_t job_id, int seq, Move const& move);

// In order.
std::vector<Move> moves_of(sqlite::Connection& database, std::int32_t job_id);

// The instant at which these moves end their job: the end of time if they do not.
Instant end_of(std::vector<Move> const& moves);

}  // namespace rds::storage
