#pragma once

#include "storage/lifecycle/machine.hpp"

#include <array>
#include <string_view>

namespace rds::storage {

// DBInstanceStatus, and what the service lets follow what. The words of the official table, then
// those that clients have seen (fidelity.md has the sources).
enum class InstanceState : State {
    running = 0,
    creating,
    deleting,
    rebooting,
    class_changing,
    transing,
    version_upgrading,
    transing_to_others,
    guard_creating,
    restoring,
    importing,
    importing_from_others,
    net_type_changing,
    guard_switching,
    cloning,
    released,
    stopping,
    stopped,
    net_creating,
    net_deleting,
    config_encrypting,
    ssl_modifying,
    tde_modifying,
    temporary_instance_creating,
    maintaining,
};

// Their words, by number.
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

extern Machine const kInstanceMachine;

}  // namespace rds::storage
