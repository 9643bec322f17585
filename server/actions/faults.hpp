// What actions refuse calls with, beside what any call may meet (server/api/gateway_faults.hpp).
#pragma once

#include "server/api/faults.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace rds::actions {

// A row of an action's error table in the API's published metadata, to the letter: some messages
// end without a full stop.
struct DocumentedFault {
    std::string_view action;
    api::FaultKind kind;
};

inline constexpr auto kDocumentedFaults = std::to_array<DocumentedFault>({
#include "server/actions/documented_faults.inc"
});

static_assert(std::ranges::is_sorted(kDocumentedFaults, {}, [](DocumentedFault const& fault) {
    return std::pair{fault.action, fault.kind.code};
}));

// The fault of this code in the table of this action. A code that the table does not have does not
// compile.
consteval api::FaultKind const& documented(std::string_view action, std::string_view code) {
    for (auto const& fault : kDocumentedFaults) {
        if (fault.action == action && fault.kind.code == code) return fault.kind;
    }
    throw std::out_of_range{"no such row"};
}

}  // namespace rds::actions

// What the tables do not have.
namespace rds::actions::faults {

// Of an instance that is gone, where the table says nothing of it.
inline constexpr api::FaultKind kAnyInstanceNotFound{
    "InvalidDBInstanceId.NotFound",
    "The DBInstanceId provided does not exist in our records.",
    404,
    api::Fidelity::our_choice};
inline constexpr api::FaultKind kInstanceNameGone{
    "InvalidDBInstanceName.NotFound",
    "The specified DB instance name does not exist.",
    400,
    api::Fidelity::recorded};
inline constexpr api::FaultKind kInstanceIdGone{
    "InvalidDBInstanceId.NotFound",
    "DBInstanceIdentifier does not refer to an existing DB instance.",
    400,
    api::Fidelity::recorded};
inline constexpr api::FaultKind kBusy{
    "OperationDenied.DBInstanceStatus",
    "The current status of the specified instance does not support this operation.",
    403,
    api::Fidelity::recorded};
// As an old table words it: the newer ones have the rule and no code.
inline constexpr api::FaultKind kBackupRuns{
    "OperationDenied.BackupJobExists",
    "You cannot perform this operation; a backup job exists.",
    403};
inline constexpr api::FaultKind kRegionNotFound{
    "Forbidden.RegionNotFound",
    "The provided RegionId does not exist in our record. ",
    400,
    api::Fidelity::recorded};

}  // namespace rds::actions::faults
