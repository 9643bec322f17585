#include "storage/instances/tasks.hpp"

#include "storage/instances/instances.hpp"
#include "storage/sqlite/connection.hpp"

#include <array>

namespace rds::storage {

namespace {

constexpr std::array kFields{
    field<&InstanceTask::instance_id>(
        "instance",
        kInstanceId,
        {.column = "instance_id", .is_key = true, .references = "instances"}
    ),
    field<&InstanceTask::id>(
        "id",
        {.about = "TaskId.",
         .title = "the number of a task, of 1 to 18 digits",
         .pattern = "^[0-9]+$",
         .longest = 18},
        {.is_key = true}
    ),
    field<&InstanceTask::action>(
        "action",
        {.about = "TaskAction: the action that started it.", .shortest = 1, .longest = 64}
    ),
    field<&InstanceTask::started_at>(
        "startedAt",
        {.about = "When it started, in UTC, such as 2026-01-02T03:04:05Z."}
    ),
    field<&InstanceTask::finished_at>(
        "finishedAt",
        {.about = "When it finished. Absent: it is under way."}
    ),
};

}  // namespace

Table const& tasks_table() {
    static Table const table{
        {.name = "tasks",
         .noun = "task",
         .about = "What actions have started with the instance, in the last thirty days.",
         .fields = kFields,
         .make = new_row<InstanceTask>,
         .path = "tasks",
         .most = 1000}};
    return table;
}

namespace {

constexpr std::string_view kListed = R"(
SELECT tasks.instance_id, tasks.id, action, started_at, finished_at, engine, region_id, description,
       CASE WHEN finished_at IS NULL
       THEN (SELECT MAX(at) FROM moves WHERE kind = 0 AND id = +tasks.instance_id AND settled = 0)
       END)";
constexpr std::string_view kCounted = "SELECT COUNT(*)";
constexpr std::string_view kWanted = R"(
FROM tasks JOIN instances ON instances.id = tasks.instance_id
WHERE (?2 IS NULL OR tasks.id = ?2)
    AND (?3 IS NULL OR action = ?3)
    AND (?4 IS NULL OR region_id = ?4)
    AND (?5 IS NULL OR (finished_at IS NOT NULL) = ?5)
    AND (?6 IS NULL OR started_at >= ?6)
    AND (?7 IS NULL OR started_at <= ?7)
    AND (?8 IS NULL OR ifnull(finished_at, ?10) - started_at >= ?8)
    AND (?9 IS NULL OR ifnull(finished_at, ?10) - started_at <= ?9)
    AND (client_request = '' OR created_at + (SELECT visible_after FROM settings) <= ?10)
)";
// What an index finds stands alone, since a condition that may be absent uses none.
constexpr std::string_view kOfInstances =
    " AND tasks.instance_id IN (SELECT value FROM json_each(?1))";
constexpr std::string_view kOnePage =
    " ORDER BY started_at DESC, tasks.id DESC LIMIT ?11 OFFSET ?12";

std::string const kPage = std::string{kListed}.append(kWanted).append(kOnePage);
std::string const kPageOfInstances =
    std::string{kListed}.append(kWanted).append(kOfInstances).append(kOnePage);
std::string const kCount = std::string{kCounted}.append(kWanted);
std::string const kCountOfInstances = kCount + std::string{kOfInstances};

std::optional<std::int64_t> number(std::optional<Duration> duration) {
    return duration ? std::optional{std::int64_t{duration->count()}} : std::nullopt;
}

std::optional<Instant> instant_if_any(sqlite::Statement const& query, int column) {
    return query.is_null(column) ? std::nullopt : std::optional{query.instant(column)};
}

// The lease with the filter's parameters, which must outlive it.
sqlite::Lease const& bound(sqlite::Lease const& query, TaskFilter const& filter, Instant now) {
    std::optional<std::string_view> instances;
    if (filter.instances) instances = *filter.instances;
    std::optional<std::int64_t> is_finished;
    if (filter.is_finished) is_finished = *filter.is_finished ? 1 : 0;
    return query.with(
        instances,
        filter.id,
        filter.action,
        filter.region_id,
        is_finished,
        filter.from,
        filter.to,
        number(filter.least),
        number(filter.most),
        now
    );
}

}  // namespace

std::vector<ListedTask>
InstanceTasks::page(TaskFilter const& filter, Instant now, std::int64_t offset, std::int64_t most) {
    constexpr int kBehindFilter = 11;
    auto const query = database().statement(filter.instances ? kPageOfInstances : kPage);
    bound(query, filter, now);
    query->bind(kBehindFilter, most);
    query->bind(kBehindFilter + 1, offset);
    std::vector<ListedTask> all;
    while (query->step()) {
        auto& task = all.emplace_back();
        auto column = 0;
        task.instance_id = query->text(column++);
        task.id = query->text(column++);
        task.action = query->text(column++);
        task.started_at = query->instant(column++);
        task.finished_at = instant_if_any(*query, column++);
        task.engine = query->text(column++);
        task.region_id = query->text(column++);
        task.description = query->text(column++);
        task.ends_at = instant_if_any(*query, column++);
    }
    return all;
}

std::int64_t InstanceTasks::count_of(TaskFilter const& filter, Instant now) {
    auto const query = database().statement(filter.instances ? kCountOfInstances : kCount);
    bound(query, filter, now)->step();
    return query->integer(0);
}

}  // namespace rds::storage
