#pragma once

#include "storage/fields/table.hpp"
#include "storage/lifecycle/lifecycle.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace rds::storage {

// DBInstanceStatus: those states that the program itself knows by name. kInstanceStates has all.
enum class InstanceState : State {
    running = 0,
    creating = 1,
    deleting = 2,
    rebooting = 3,
    released = 15,
    stopping = 16,
    stopped = 17,
};

// The words of the states, by number: those of the official table, then those that clients have
// seen (fidelity.md has the sources).
inline constexpr auto kInstanceStates = std::to_array<std::string_view>({
    "Running",
    "Creating",
    "Deleting",
    "Rebooting",
    "DBInstanceClassChanging",
    "TRANSING",
    "EngineVersionUpgrading",
    "TransingToOthers",
    "GuardDBInstanceCreating",
    "Restoring",
    "Importing",
    "ImportingFromOthers",
    "DBInstanceNetTypeChanging",
    "GuardSwitching",
    "INS_CLONING",
    "Released",
    "Stopping",
    "Stopped",
    "NET_CREATING",
    "NET_DELETING",
    "CONFIG_ENCRYPTING",
    "SSL_MODIFYING",
    "TDE_MODIFYING",
    "TempDBInstanceCreating",
    "InstanceMaintaining",
});

constexpr std::string_view word(InstanceState state) {
    return kInstanceStates[static_cast<std::size_t>(state)];
}

static_assert(word(InstanceState::rebooting) == "Rebooting");
static_assert(word(InstanceState::released) == "Released");
static_assert(word(InstanceState::stopped) == "Stopped");

extern Machine const kInstanceMachine;

struct Instance {
    std::string id;
    std::string engine = "MySQL";
    std::string engine_version = "8.0";
    std::string region_id = "cn-hangzhou";
    InstanceState state = InstanceState::running;
    bool read_only = false;
    std::string job_plan{};  // the plan of its new backup jobs; empty: the tenant's default
    Texts databases{};
    TextsByName tags{};

    bool operator==(Instance const&) const = default;
};

// What decides on whether an action may take an instance.
struct InstanceCondition {
    InstanceState state = InstanceState::running;
    bool is_read_only = false;
};

// What names an instance, wherever it does.
inline constexpr Rule kInstanceId{
    .about = "DBInstanceId.",
    .title = "an instance ID of up to 64 letters, digits or hyphens, not beginning with a hyphen",
    .name = "instanceId",
    .pattern = "^[A-Za-z0-9][A-Za-z0-9-]*$",
    .longest = 64,
};

Table const& instances_table();

// The instances of one tenant. Use inside a transaction on the tenant's strand. Removing an
// instance removes all that it has.
class Instances : public Rows<Instance> {
  public:
    explicit Instances(sqlite::Connection& database) : Rows{database, instances_table()} {}

    // Reads what every call on an instance asks, and nothing else. Nothing: there is no such
    // instance.
    std::optional<InstanceCondition> condition(std::string_view id);

    Lifecycle lifecycle(std::string id) { return {database(), Kind::instance, std::move(id)}; }
};

}  // namespace rds::storage
