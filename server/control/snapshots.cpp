#include "server/control/snapshots.hpp"

#include <fmt/format.h>

#include <utility>

namespace rds::control {

namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20U;

}  // namespace

void Snapshots::require_room(std::string_view name, std::size_t bytes) const {
    std::size_t count = 1;
    for (auto const& [other, snapshot] : by_name_) {
        if (other == name) continue;
        ++count;
        bytes += snapshot.bytes;
    }
    if (count > kMost) {
        throw TooManySnapshots{fmt::format(
            "This account has {} snapshots, as many as it may have; delete one first.",
            kMost
        )};
    }
    if (bytes > kMostBytes) {
        throw TooManySnapshots{fmt::format(
            "With this one the account's snapshots would take {:.1f} MiB, and {} MiB are allowed; "
            "delete others first.",
            static_cast<double>(bytes) / static_cast<double>(kMiB),
            kMostBytes / kMiB
        )};
    }
}

Snapshot const& Snapshots::save(
    std::string const& name,
    storage::Tenant::Entered const& entered,
    storage::Instant opened_at
) {
    auto const bytes = entered.tenant().bytes();
    require_room(name, bytes);
    return by_name_.insert_or_assign(name, Snapshot{entered.copy(), opened_at, bytes})
        .first->second;
}

Snapshot* Snapshots::find(std::string_view name) {
    auto const at = by_name_.find(name);
    return at == by_name_.end() ? nullptr : &at->second;
}

bool Snapshots::remove(std::string const& name) {
    return by_name_.erase(name) > 0;
}

std::vector<std::string_view> Snapshots::names() const {
    std::vector<std::string_view> names;
    for (auto const& [name, snapshot] : by_name_)
        names.emplace_back(name);
    return names;
}

}  // namespace rds::control
