#include "storage/instances/tasks.hpp"

#include "storage/instances/instances.hpp"

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

}  // namespace rds::storage
