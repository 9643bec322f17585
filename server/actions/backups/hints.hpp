// What helps a caller of an action on backups, beside the answer.
#pragma once

#include "server/api/context.hpp"
#include "storage/backups/backup_job.hpp"
#include "storage/instances/instances.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::actions {

// Why an instance has no job of this ID; or, without an ID, none that has not ended.
std::string
hint_no_jobs(std::string_view instance_id, std::optional<std::int32_t> id, api::Context& context);

// What a list would have without these filters, which left none of these jobs.
std::string hint_filtered(
    std::vector<storage::BackupJob> const& jobs,
    std::vector<std::string_view> const& filters
);

// Why CreateBackup refuses a call.
inline constexpr auto kSnapshotIsWhole =
    "BackupMethod Snapshot takes the whole instance; leave DBName out.";
inline constexpr auto kWhichDatabases = "BackupStrategy is db, so DBName must say which databases.";
std::string hint_no_database(std::string_view instance_id);
std::string hint_job_runs(std::string_view instance_id);
std::string hint_made_today(int made, int most);

}  // namespace rds::actions
