#pragma once

#include "storage/tenant/tenant.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace rds::control {

// A tenant's state as it was, in memory. What its clock showed then is where it begins again.
struct Snapshot {
    storage::Tenant state;  // its clock's anchor is what the clock showed
    storage::Instant opened_at{};
    std::size_t bytes = 0;

    // The clock as it goes on once the snapshot is restored.
    storage::Clock clock(storage::Instant machine_now) const {
        return {state.clock().tenant_anchor(), machine_now, state.clock().speed()};
    }

    Snapshot copy() {
        return {state.enter(state.clock().machine_anchor()).copy(), opened_at, bytes};
    }
};

// One more would be more than a tenant may have. what() is a sentence for the caller.
class TooManySnapshots : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// One tenant's snapshots, by name, gone with the program. Used on the tenant's lane.
class Snapshots {
  public:
    static constexpr std::size_t kMost = 64;
    static constexpr std::size_t kMostBytes = std::size_t{64} << 20U;

    // Of the tenant as it is now, in the place of the one of that name if there is one. Throws
    // TooManySnapshots or storage::sqlite::Error; then nothing is changed.
    Snapshot const& save(
        std::string const& name,
        storage::Tenant::Entered const& entered,
        storage::Instant opened_at
    );

    // Nothing if there is none of that name.
    Snapshot* find(std::string_view name);

    // Whether there was one.
    bool remove(std::string const& name);

    std::map<std::string, Snapshot, std::less<>> const& all() const { return by_name_; }

    std::vector<std::string_view> names() const;

  private:
    void require_room(std::string_view name, std::size_t bytes) const;

    std::map<std::string, Snapshot, std::less<>> by_name_;
};

}  // namespace rds::control
