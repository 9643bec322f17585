#include "storage/instances/instances.hpp"

#include "storage/lifecycle/plan.hpp"
#include "storage/sqlite/connection.hpp"

#include <array>

namespace rds::storage {

namespace {

constexpr auto kEngines =
    std::to_array<std::string_view>({"MySQL", "SQLServer", "PostgreSQL", "MariaDB"});

constexpr Rule kDatabaseName{
    .about = "CreateBackup takes no other name in DBName.",
    .title = "a database name of 1 to 64 letters, digits, hyphens or underscores",
    .pattern = "^[A-Za-z0-9_-]+$",
    .longest = 64,
};

constexpr Rule kTagValue{.longest = 128};

// The plus keeps the ID's type from being forced on moves of all kinds, which no index could
// follow.
constexpr std::string_view kTrigger = R"(
CREATE TRIGGER IF NOT EXISTS moves_of_instances AFTER DELETE ON instances BEGIN
    DELETE FROM moves WHERE kind = 0 AND id = +OLD.id;
END;
)";

constexpr std::array kFields{
    field<&Instance::id>("id", kInstanceId).key(),
    field<&Instance::engine>(
        "engine",
        {.about = "Engine, as the API spells it.", .words = kEngines}
    ),
    field<&Instance::engine_version>(
        "engineVersion",
        {.about = "EngineVersion, such as 8.0 or 2019_std.", .shortest = 1, .longest = 32}
    ),
    field<&Instance::region_id>(
        "regionId",
        {.about = "RegionId.",
         .title = "a region ID of up to 64 lowercase letters, digits or hyphens",
         .pattern = "^[a-z][a-z0-9-]*$",
         .longest = 64}
    ),
    field<&Instance::state>(
        "status",
        {.about = "DBInstanceStatus.", .name = "instanceStatus", .words = kInstanceStates}
    )
        .column("state"),
    field<&Instance::read_only>(
        "readOnly",
        {.about = "A read-only instance has no backups of its own."}
    ),
    field<&Instance::job_plan>("jobPlan", kPlanName).optional(),
    field<&Instance::databases>(
        "databases",
        {.about = "Names of its databases.",
         .most_elements = 1000,
         .is_distinct = true,
         .element = &kDatabaseName}
    ),
    field<&Instance::tags>(
        "tags",
        {.about = "Tag values by key.", .most_elements = 20, .element = &kTagValue}
    ),
};

}  // namespace

Table const& instances_table() {
    static Table const table{
        {.name = "instances",
         .noun = "instance",
         .about = "A database instance.",
         .fields = kFields,
         .make = new_row<Instance>,
         .path = "instances",
         .machine = &kInstanceMachine,
         .most = 10'000,
         .also_create = kTrigger}};
    return table;
}

constexpr std::string_view kFindBrief = R"(
SELECT read_only, state, job_plan FROM instances WHERE id = ?1
)";

std::optional<Instances::Brief> Instances::find_brief(std::string_view id) {
    auto const query = database().statement(kFindBrief);
    if (!query.with(id)->step()) return std::nullopt;
    return Brief{
        .read_only = query->integer(0) != 0,
        .state = static_cast<InstanceState>(query->integer(1)),
        .job_plan = std::string{query->text(2)}};
}

}  // namespace rds::storage
