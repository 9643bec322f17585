#pragma once

#include "storage/fields/table.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace rds::storage {

// What a tenant is set to do, as its fixture or the flags say.
struct TenantSettings {
    std::string job_plan = "timed";    // of new jobs whose instance names none
    std::int32_t backups_per_day = 0;  // manual jobs for each instance and UTC day; 0: no limit
    std::string instance_plan{};       // of routes that actions start; empty: "timed"
    // Of a creation by a built-in plan; a deletion takes half of it. Absent: kInstanceDuration.
    std::optional<Duration> instance_duration{};

    // For how long calls do not find an instance that another has created.
    Duration visible_after{};

    bool operator==(TenantSettings const&) const = default;
};

inline constexpr Duration kInstanceDuration{std::chrono::seconds{2}};

// The one row of a tenant's settings.
Table const& settings_table();

// The greatest that a BackupJobId or a BackupId can be.
inline constexpr std::int32_t kGreatestId = std::numeric_limits<std::int32_t>::max();

// The greatest ID of each kind that a tenant has given or been given; IDs count up from there.
struct LastIds {
    std::int32_t job = 4'762'614;
    std::int32_t backup = 346'650'271;
    std::int64_t fault = 0;
    std::int64_t instance = 0;
    std::int64_t task = 0;
};

// The one row of a tenant's last IDs.
Table const& last_ids_table();

}  // namespace rds::storage
