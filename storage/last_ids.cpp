#include "storage/last_ids.hpp"

#include "storage/sqlite/connection.hpp"

#include <limits>
#include <string>
#include <string_view>

namespace rds::storage {

namespace {

// The given ID, or else the next.
std::int32_t
choose(std::string_view kind, std::optional<std::int32_t> given, std::int32_t last_used) {
    if (given) return *given;
    if (last_used < std::numeric_limits<std::int32_t>::max()) return last_used + 1;
    throw NoIdLeft{
        "no " + std::string{kind} + " is left: " + std::to_string(last_used) +
        " is taken and is the greatest there can be; start from lower IDs"};
}

}  // namespace

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

LastIds ids_for_new_job(
    sqlite::Connection& database,
    std::optional<std::int32_t> job,
    std::optional<std::int32_t> backup
) {
    auto const last = last_ids(database);
    return {
        .job = choose("BackupJobId", job, last.job),
        .backup = choose("BackupId", backup, last.backup),
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
