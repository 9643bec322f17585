#pragma once

#include "storage/fields/table.hpp"
#include "storage/instances/tasks.hpp"
#include "storage/lifecycle/lifecycle.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::storage {

class Catalogue;

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
    TextsByName tags{};

    // What is empty or absent here completed() fills in.
    std::string description{};
    std::string instance_class{};
    std::optional<std::int32_t> storage{};  // GB
    std::string storage_type{};
    std::string category{};
    std::string pay_type{};
    std::optional<Instant> created_at{};
    std::optional<Instant> expires_at{};  // of a prepaid one
    std::string network_type{};
    std::string zone_id{};
    Texts slave_zones{};
    std::string vpc_id{};
    std::string v_switch_id{};
    std::string private_ip{};
    std::string net_type{};
    std::string connection_mode{};
    std::string connection_string{};
    std::optional<std::int32_t> port{};
    std::string resource_group_id{};
    std::string maintain_time{};
    bool deletion_protection = false;
    std::string minor_version{};
    std::string auto_upgrade{};
    std::string lock_mode{};
    std::string primary_id{};  // of a read-only one
    std::string security_ip_mode{};
    TextsByName parameters{};                         // other values than a new instance runs with
    std::optional<std::int32_t> monitoring_period{};  // seconds
    bool sql_collector = false;
    std::optional<std::int32_t> sql_collector_days{};
    bool ssl = false;
    bool tde = false;
    std::string ha_config{};
    std::string tcp_connection_type{};
    Texts security_groups{};
    std::string encryption_key{};
    bool bursting = false;
    TextsByName serverless{};      // ServerlessConfig: MinCapacity, MaxCapacity and so on
    std::string client_token{};    // of the call that created it
    std::string client_request{};  // what that call asked for, as a number of 16 digits

    bool operator==(Instance const&) const = default;
};

// The words of its texts that have some.
inline constexpr auto kEngines =
    std::to_array<std::string_view>({"MySQL", "SQLServer", "PostgreSQL", "MariaDB"});
inline constexpr auto kStorageTypes = std::to_array<std::string_view>(
    {"local_ssd", "general_essd", "cloud_essd", "cloud_essd2", "cloud_essd3", "cloud_ssd"}
);
inline constexpr auto kCategories = std::to_array<std::string_view>(
    {"Basic",
     "HighAvailability",
     "cluster",
     "AlwaysOn",
     "Finance",
     "serverless_basic",
     "serverless_standard",
     "serverless_ha"}
);
inline constexpr auto kPayTypes =
    std::to_array<std::string_view>({"Postpaid", "Prepaid", "Serverless"});
inline constexpr auto kNetworkTypes = std::to_array<std::string_view>({"Classic", "VPC"});
inline constexpr auto kNetTypes = std::to_array<std::string_view>({"Intranet", "Internet"});
inline constexpr auto kConnectionModes = std::to_array<std::string_view>({"Standard", "Safe"});
inline constexpr auto kUpgrades = std::to_array<std::string_view>({"Auto", "Manual"});

// The instance with every attribute that one has which was created at this instant.
Instance completed(Instance instance, Instant created_at, Catalogue& catalogue);

// What most calls ask of an instance.
struct InstanceBasics {
    InstanceState state = InstanceState::running;
    bool is_read_only = false;
    std::string region_id{};
    std::string job_plan{};
    bool is_locked = false;
    std::optional<Instant> visible_from{};  // absent: reads find it
};

// The columns whose texts a list may want.
inline constexpr auto kFilteredColumns = std::to_array<std::string_view>(
    {"engine",
     "engine_version",
     "pay_type",
     "instance_class",
     "category",
     "network_type",
     "vpc_id",
     "v_switch_id",
     "zone_id",
     "connection_mode",
     "connection_string",
     "resource_group_id"}
);

// Which instances a list has; an absent member stands for any.
struct InstanceFilter {
    std::optional<std::string_view> region_id{};
    std::optional<std::string_view> id{};
    std::optional<InstanceState> state{};
    std::optional<bool> is_read_only{};
    std::optional<std::string_view> in_id_or_description{};
    std::optional<Instant> visible_at{};
    std::optional<bool> is_expired{};  // at `now`
    std::optional<Instant> now{};
    std::optional<std::string> any_tag{};  // json_text() of pairs, of which the instance has one
    std::map<std::string_view, std::string_view> texts{};  // by column, of kFilteredColumns

    bool operator==(InstanceFilter const&) const = default;
};

// Where a page begins: behind an instance, or so many rows behind the beginning.
struct InstancesFrom {
    std::optional<Instant> created_at{};
    std::string id{};
    std::int64_t offset = 0;
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

    // Nothing: there is no such instance.
    std::optional<InstanceBasics> basics(std::string_view id);

    // The newest first, then by ID; at most so many.
    std::vector<Instance> page(InstanceFilter const& filter, InstancesFrom const& from, int most);
    std::int64_t count_of(InstanceFilter const& filter);

    // Those that a call with this ClientToken has created since then, by ID.
    std::vector<Instance> created_with(std::string_view client_token, Instant since);

    // The read-only instances of these primaries, by the primary's ID.
    std::map<std::string, std::vector<std::string>> read_only_of(std::vector<Instance> const& all);

    // The regions in which there are instances.
    std::vector<std::string> used_regions();

    // Whether this is the host name of an instance.
    bool has_host(std::string_view name);

    // An ID that no instance has, in a host name either, as the service forms it: 20 characters.
    // IDs count up.
    std::string new_id(std::string_view engine);

    // Starts the route of an instance, by the tenant's plan for instances, and notes it as the task
    // of an action. `part` is how much of the plan's duration it takes.
    void start(
        std::string const& id,
        std::string_view action,
        Route const& route,
        int part,
        Instant now
    );

    // Sets the state of an instance, in the place of all that was planned; its tasks end.
    void set_state(std::string const& id, State from, State to, Instant now);

    // Counts a poll of this instance, if polls move it.
    void count_poll(std::string const& id, Instant now) { lifecycle(id).poll(now, now); }

    Lifecycle lifecycle(std::string id) { return {database(), Kind::instance, std::move(id)}; }
};

}  // namespace rds::storage
