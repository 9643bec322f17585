#include "storage/last_ids.hpp"

#include "storage/sqlite/connection.hpp"

#include <string_view>

namespace rds::storage {

constexpr std::string_view kLastIds = R"(
SELECT last_job_id, last_backup_id FROM counters
)";

LastIds last_ids(sqlite::Connection& database) {
    auto const query = database.statement(kLastIds);
    query->step();
    return {
        .job = static_cast<std::int32_t>(query->integer(0)),
        .backup = static_cast<std::int32_t>(query->integer(1)),
    };
}

constexpr std::string_view kSet = R"(
UPDATE counters SET last_job_id = ?1, last_backup_id = ?2
)";

void set_last_ids(sqlite::Connection& database, LastIds const& ids) {
    database.statement(kSet).with(ids.job, ids.backup)->step();
}

constexpr std::string_view kRaise = R"(
UPDATE counters
SET last_job_id = MAX(last_job_id, ?1), last_backup_id = MAX(last_backup_id, ?2)
)";

void raise_last_ids(sqlite::Connection& database, LastIds const& ids) {
    database.statement(kRaise).with(ids.job, ids.backup)->step();
}

}  // namespace rds::storage
