#pragma once

#include "storage/tenant/tenant.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>

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

    Snapshot copy() {
        return {state.enter(state.clock().machine_anchor).copy(), opened_at, bytes};
    }
};

// One more would be more than a tenant may have. what() is a sentence for the caller.
class TooManySnapshots : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// One tenant's snapshots, by name, gone with the program. Used on the tenant's lane.
using Snapshots = std::map<std::string, Snapshot, std::less<>>;

inline constexpr std::size_t kMostSnapshots = 64;
inline constexpr std::size_t kMostSnapshotBytes = std::size_t{64} << 20U;

// Adds one of the tenant as it is now, in the place of the one of that name if there is one. Throws
// TooManySnapshots or storage::sqlite::Error; then nothing is changed.
Snapshot const& save_snapshot(
    Snapshots& snapshots,
    std::string const& name,
    storage::Tenant::Entered const& entered,
    storage::Instant opened_at
);

}  // namespace rds::control
