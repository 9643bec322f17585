#pragma once

#include "storage/lifecycle/machine.hpp"

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

extern Machine const kInstanceMachine;

}  // namespace rds::storage
