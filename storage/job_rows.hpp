// How queries name a job's row and its phase.
#pragma once

#include "storage/backup_job.hpp"

#include <string>
#include <string_view>

namespace rds::storage {

namespace sqlite {
class Statement;
}

// The query for the jobs that meet the condition at the instant ?2, with the columns that
// read_job() takes by position. The phases are those of the last move that is due, NULL if none is.
// The tables are called `job` and `move`.
std::string jobs_where(std::string_view condition);

BackupJob read_job(sqlite::Statement const& row);

}  // namespace rds::storage
