#pragma once

#include "storage/fields/table.hpp"

#include <optional>
#include <string>

namespace rds::storage {

// A route of an instance that an action has started: what DescribeTasks shows.
struct InstanceTask {
    std::string instance_id{};
    std::string id{};      // digits
    std::string action{};  // "CreateDBInstance"
    Instant started_at{};
    std::optional<Instant> finished_at{};
};

Table const& tasks_table();

// How long a task is kept, by the tenant's clock.
inline constexpr Duration kTaskTime = std::chrono::days{30};

}  // namespace rds::storage
