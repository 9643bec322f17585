#include "server/control/snapshots.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace rds::control {

namespace {

void require_room(Snapshots const& snapshots, std::string_view name, std::size_t bytes) {
    std::size_t count = 1;
    for (auto const& [other, snapshot] : snapshots) {
        if (other == name) continue;
        ++count;
        bytes += snapshot.bytes;
    }
    if (count > kMostSnapshots) {
        throw TooManySnapshots{fmt::format(
            "This account has {} snapshots, as many as it may have; delete one first.",
            kMostSnapshots
        )};
    }
    if (bytes > kMostSnapshotBytes) {
        constexpr std::size_t kMiB = std::size_t{1} << 20U;
        throw TooManySnapshots{fmt::format(
            "With this one the account's snapshots would take {:.1f} MiB, and {} MiB are allowed; "
            "delete others first.",
            static_cast<double>(bytes) / static_cast<double>(kMiB),
            kMostSnapshotBytes / kMiB
        )};
    }
}

}  // namespace

Snapshot const& save_snapshot(
    Snapshots& snapshots,
    std::string const& name,
    storage::Tenant::Entered const& entered,
    storage::Instant opened_at
) {
    auto const bytes = entered.tenant().bytes();
    require_room(snapshots, name, bytes);
    Snapshot snapshot{entered.copy(), opened_at, bytes};
    return snapshots.insert_or_assign(name, std::move(snapshot)).first->second;
}

}  // namespace rds::control
