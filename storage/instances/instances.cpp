#include "storage/instances/instances.hpp"

#include "storage/lifecycle/plan.hpp"
#include "storage/sqlite/connection.hpp"

#include <algorithm>
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
    field<&Instance::id>("id", kInstanceId, {.is_key = true}),
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
        {.about = "DBInstanceStatus.", .name = "instanceStatus", .words = kInstanceStates},
        {.column = "state"}
    ),
    field<&Instance::read_only>(
        "readOnly",
        {.about = "A read-only instance has no backups of its own."}
    ),
    field<&Instance::job_plan>("jobPlan", kPlanName, {.is_optional = true}),
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

constexpr State number(InstanceState state) {
    return static_cast<State>(state);
}

constexpr std::string_view kRemove = R"(
DELETE FROM instances WHERE id = ?1
)";

// With all that it has. A released instance is not listed: our choice, since both were seen.
std::optional<std::string>
remove(sqlite::Connection& database, ResourceId const& id, Instant /*now*/) {
    database.statement(kRemove).with(std::get<std::string>(id))->step();
    return std::nullopt;
}

// In all others the service works on an instance that comes back to Running.
constexpr std::array kWithoutWork{
    InstanceState::running,
    InstanceState::creating,
    InstanceState::deleting,
    InstanceState::released,
    InstanceState::stopping,
    InstanceState::stopped,
};

constexpr bool is_work(State state) {
    return std::ranges::find(kWithoutWork, InstanceState{state}) == kWithoutWork.end();
}

constexpr auto kEdges = [] {
    using enum InstanceState;
    constexpr std::array kOthers{
        Edge{number(creating), number(running)},
        Edge{number(creating), number(deleting)},
        Edge{number(running), number(deleting)},
        Edge{number(deleting), number(released), remove},
        Edge{number(running), number(stopping)},
        Edge{number(stopping), number(stopped)},
        Edge{number(stopping), number(running)},
        Edge{number(stopped), number(running)},
        Edge{number(stopped), number(deleting)},
    };
    constexpr auto kWork = kInstanceStates.size() - kWithoutWork.size();
    std::array<Edge, 2 * kWork + kOthers.size()> edges{};
    auto* edge = edges.begin();
    for (std::size_t i = 0; i < kInstanceStates.size(); ++i) {
        auto const state = static_cast<State>(i);
        if (!is_work(state)) continue;
        *edge++ = {number(running), state};
        *edge++ = {state, number(running)};
    }
    std::ranges::copy(kOthers, edge);
    return edges;
}();

constexpr std::array kResting{number(InstanceState::running), number(InstanceState::stopped)};

// A creation ends in Deleting; all other work leaves the instance as it was before.
std::optional<State> failed(State in, State came_from) {
    if (in == number(InstanceState::creating)) return number(InstanceState::deleting);
    auto const is_undone = is_work(in) || in == number(InstanceState::stopping);
    return is_undone ? std::optional{came_from} : std::nullopt;
}

constexpr std::string_view kFind = R"(
SELECT state, held, polled FROM instances WHERE id = ?1
)";

// An instance's row says neither where it came from nor when, so the conditions on those hold.
constexpr std::string_view kSetState = R"(
UPDATE instances SET state = ?2 WHERE id = ?1 AND ?3 >= 0 AND ?4 IS NOT NULL
)";

constexpr std::string_view kSetPace = R"(
UPDATE instances SET held = ?2, polled = ?3 WHERE id = ?1
)";

}  // namespace

constinit Machine const kInstanceMachine{
    .kind = Kind::instance,
    .name = "instances",
    .noun = "Instance",
    .states = kInstanceStates,
    .edges = kEdges,
    .is_line = false,
    .resting = kResting,
    .failed = failed,
    .history = 100,
    .find = kFind,
    .set_state = kSetState,
    .set_pace = kSetPace,
};

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

constexpr std::string_view kCondition = R"(
SELECT state, read_only FROM instances WHERE id = ?1
)";

std::optional<InstanceCondition> Instances::condition(std::string_view id) {
    auto const query = database().statement(kCondition);
    if (!query.with(id)->step()) return std::nullopt;
    return InstanceCondition{static_cast<InstanceState>(query->integer(0)), query->integer(1) != 0};
}

}  // namespace rds::storage
