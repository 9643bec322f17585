// The jobs of a whole tenant, and the end of an instance's.
#include "storage/backup_jobs.hpp"
#include "storage/columns.hpp"
#include "storage/job_rows.hpp"
#include "storage/sqlite/connection.hpp"

namespace rds::storage {

// Phases 6 and 7 are the terminal ones; the end time sifts live jobs from ended ones without a look
// at their moves.
std::string const kPage = jobs_where(R"(
    job.id > ?1
    AND (?3 IS NULL OR job.instance_id = ?3)
    AND (
        ?4 IS NULL
        OR ((?4 >= 6) = (job.ends_at <= ?2) AND COALESCE(move.to_phase, 0) = ?4)
    )
ORDER BY job.id
LIMIT ?5
)");

std::vector<BackupJob> BackupJobs::page(JobFilter const& filter, int limit, Instant now) {
    std::vector<BackupJob> jobs;
    auto const query = database_.statement(kPage);
    query.with(filter.after, column(now), filter.instance_id, filter.phase, limit);
    while (query->step())
        jobs.push_back(read_job(*query));
    return jobs;
}

constexpr std::string_view kNearestIds = R"(
SELECT near.id FROM (
    SELECT id FROM (SELECT id FROM backup_jobs WHERE id <= ?1 ORDER BY id DESC LIMIT ?2)
    UNION
    SELECT id FROM (SELECT id FROM backup_jobs WHERE id > ?1 ORDER BY id LIMIT ?2)
) AS near
ORDER BY ABS(near.id - ?1), near.id
LIMIT ?2
)";

std::vector<std::int32_t> BackupJobs::nearest_ids(std::int32_t id, int limit) {
    std::vector<std::int32_t> ids;
    auto const query = database_.statement(kNearestIds);
    query.with(id, limit);
    while (query->step())
        ids.push_back(static_cast<std::int32_t>(query->integer(0)));
    return ids;
}

constexpr std::string_view kHasBackupId = R"(
SELECT 1 FROM backup_jobs WHERE backup_id = ?1
)";

bool BackupJobs::has_backup_id(std::int32_t backup_id) {
    return database_.statement(kHasBackupId).with(backup_id)->step();
}

constexpr std::string_view kRemoveMoves = R"(
DELETE FROM moves WHERE job_id IN (SELECT id FROM backup_jobs WHERE instance_id = ?1)
)";

constexpr std::string_view kRemoveHeldMoves = R"(
DELETE FROM held_moves WHERE job_id IN (SELECT id FROM backup_jobs WHERE instance_id = ?1)
)";

constexpr std::string_view kRemoveJobs = R"(
DELETE FROM backup_jobs WHERE instance_id = ?1
)";

void BackupJobs::remove_all_of(std::string_view instance_id) {
    for (auto const sql : {kRemoveMoves, kRemoveHeldMoves, kRemoveJobs})
        database_.statement(sql).with(instance_id)->step();
}

}  // namespace rds::storage
