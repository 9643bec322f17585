#pragma once

#include "storage/fields/table.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

// Which tasks a list has; an absent member stands for any.
struct TaskFilter {
    std::optional<std::string> instances{};  // json_text() of IDs
    std::optional<std::string_view> id{};
    std::optional<std::string_view> action{};
    std::optional<std::string_view> region_id{};  // of the instance
    std::optional<bool> is_finished{};
    std::optional<Instant> from{};  // when it started
    std::optional<Instant> to{};
    std::optional<Duration> least{};  // how long it took, or takes until now
    std::optional<Duration> most{};
};

// A task with what a list says of its instance.
struct ListedTask : InstanceTask {
    std::string engine{};
    std::string region_id{};
    std::string description{};
    std::optional<Instant> ends_at{};  // of a task under way, where its plan says that
};

// The tasks of one tenant. Use inside a transaction on the tenant's strand.
class InstanceTasks : public Rows<InstanceTask> {
  public:
    explicit InstanceTasks(sqlite::Connection& database) : Rows{database, tasks_table()} {}

    // The newest first; at most so many.
    std::vector<ListedTask>
    page(TaskFilter const& filter, Instant now, std::int64_t offset, std::int64_t most);
    std::int64_t count_of(TaskFilter const& filter, Instant now);
};

// How long a task is kept, by the tenant's clock.
inline constexpr Duration kTaskTime = std::chrono::days{30};

}  // namespace rds::storage
