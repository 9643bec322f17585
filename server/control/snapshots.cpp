#include "server/control/snapshots.hpp"

#include <fmt/format.h>

namespace rds::control {

std::string why_no_room(Snapshots const& snapshots, std::string_view name, std::size_t bytes) {
    std::size_t count = 1;
    for (auto const& [other, snapshot] : snapshots) {
        if (other == name) continue;
        ++count;
        bytes += snapshot.bytes;
    }
    if (count > kMostSnapshots) {
        return fmt::format(
            "This account has {} snapshots, as many as it may have; delete one first.",
            kMostSnapshots
        );
    }
    if (bytes <= kMostSnapshotBytes) return {};
    constexpr std::size_t kMiB = std::size_t{1} << 20U;
    return fmt::format(
        "With this one the account's snapshots would take {:.1f} MiB, and {} MiB are allowed; "
        "delete others first.",
        static_cast<double>(bytes) / static_cast<double>(kMiB),
        kMostSnapshotBytes / kMiB
    );
}

}  // namespace rds::control
