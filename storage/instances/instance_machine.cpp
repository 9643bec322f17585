#include "storage/instances/instance_machine.hpp"

#include "storage/sqlite/connection.hpp"

#include <algorithm>
#include <array>

namespace rds::storage {

namespace {

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

// States in which the service works on an instance that comes back to Running.
constexpr auto kWork = std::to_array<InstanceState>({
    InstanceState::rebooting,
    InstanceState::class_changing,
    InstanceState::transing,
    InstanceState::version_upgrading,
    InstanceState::transing_to_others,
    InstanceState::guard_creating,
    InstanceState::restoring,
    InstanceState::importing,
    InstanceState::importing_from_others,
    InstanceState::net_type_changing,
    InstanceState::guard_switching,
    InstanceState::cloning,
    InstanceState::net_creating,
    InstanceState::net_deleting,
    InstanceState::config_encrypting,
    InstanceState::ssl_modifying,
    InstanceState::tde_modifying,
    InstanceState::temporary_instance_creating,
    InstanceState::maintaining,
});

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
    std::array<Edge, 2 * kWork.size() + kOthers.size()> edges{};
    std::size_t i = 0;
    for (auto const work : kWork) {
        edges[i++] = {number(running), number(work)};
        edges[i++] = {number(work), number(running)};
    }
    for (auto const& edge : kOthers)
        edges[i++] = edge;
    return edges;
}();

constexpr std::array kResting{number(InstanceState::running), number(InstanceState::stopped)};

// A creation ends in Deleting; all other work leaves the instance as it was before.
std::optional<State> failed(State in, State came_from) {
    if (in == number(InstanceState::creating)) return number(InstanceState::deleting);
    auto const is_work = std::ranges::find(kWork, static_cast<InstanceState>(in)) != kWork.end() ||
                         in == number(InstanceState::stopping);
    return is_work ? std::optional{came_from} : std::nullopt;
}

constexpr std::string_view kFind = R"(
SELECT state, held FROM instances WHERE id = ?1
)";

// An instance's row says neither where it came from nor when, so the conditions on those hold.
constexpr std::string_view kSetState = R"(
UPDATE instances SET state = ?2 WHERE id = ?1 AND ?3 >= 0 AND ?4 IS NOT NULL
)";

constexpr std::string_view kSetHeld = R"(
UPDATE instances SET held = ?2 WHERE id = ?1
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
    .set_held = kSetHeld,
};

}  // namespace rds::storage
