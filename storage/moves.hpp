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

// Of a held job: as they will fall due if it is released at `now`.
void add_held_move(
    sqlite::Connection& database,
    std::int32_t job_id,
    int seq,
    Move const& move,
    Instant now
);

// In order.
std::vector<Move> held_moves_of(sqlite::Connection& database, std::int32_t job_id, Instant now);

// The instant at which these moves end their job: the end of time if they do not.
Instant end_of(std::vector<Move> const& moves);

}  // namespace rds::storage
