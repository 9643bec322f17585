#pragma once

#include "storage/tenant/tenant.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace rds::control {

// A tenant's state as it was, in memory. What its clock showed then is where it begins again.
struct Snapshot {
    storage::Tenant state;  // its clock's anchor is what the clock showed
    storage::Instant opened_at{};
    std::size_t bytes = 0;

    // The clock as it goes on once the snapshot is restored.
    storage::Clock clock(storage::Instant machine_now) const {
        return {state.clock().tenant_anchor, machine_now, state.clock().speed};
    }

    Snapshot copy() { return {state.enter(state.clock().machine_anchor).copy(), opened_at, bytes}; }
};

// One tenant's snapshots, by name, gone with the program. Used on the tenant's lane.
using Snapshots = std::map<std::string, Snapshot, std::less<>>;

inline constexpr std::size_t kMostSnapshots = 64;
inline constexpr std::size_t kMostSnapshotBytes = std::size_t{64} << 20U;

// Why the tenant may not have one of this name and size beside the others, as a sentence for the
// caller; empty: it may.
std::string why_no_room(Snapshots const& snapshots, std::string_view name, std::size_t bytes);

}  // namespace rds::control
