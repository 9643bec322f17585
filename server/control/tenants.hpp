#pragma once

#include "server/api/faults.hpp"
#include "server/control/served_tenant.hpp"
#include "storage/tenant/tenant_id.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::control {

using storage::kDefaultTenant;

// Which tenant was given which BackupJobId, of the last few hundred jobs that CreateBackup made:
// for a hint to whoever asks for a job with another tenant's key. Any thread.
class RecentJobs {
  public:
    // Never throws: without memory for it there is no hint.
    void note(std::string_view tenant, std::int64_t job) noexcept;

    // Its jobs have become others: a reset, a restore.
    void forget(std::string_view tenant);

    bool another_has(std::string_view tenant, std::int64_t job);

  private:
    struct Made {
        std::string tenant{};
        std::int64_t job = 0;
    };

    static constexpr std::size_t kMost = 256;

    std::mutex mutex_;  // guards what follows
    std::array<Made, kMost> made_{};
    std::size_t next_ = 0;
};

// Every tenant of the server, made at its first use. Whoever uses one shares it: a tenant that
// is removed meanwhile lives until the last of them lets go. Any thread.
class Tenants {
  public:
    using MakeLane = std::function<Lane()>;

    struct Limits {
        std::size_t most = 1024;  // beside the default tenant, which always has its place
        std::optional<storage::Duration> idle{};  // how long an unused one stays; absent: for ever
        Journal::Limits journal{};                // of each tenant
    };

    // Deletes what is kept of a tenant beside its memory; on its lane, while it is closed.
    using Discard = std::function<void(std::string const& id)>;

    // Runs in a tenant. Gets null if the server has no room for the tenant.
    using Work = std::function<void(SharedTenant const&)>;

    // What the tenants need of the rest of the program.
    struct Outside {
        MakeLane make_lane;
        ServedTenant::Open open;
        Discard discard{};
        std::function<storage::Duration()> uptime{};  // never goes back; if `idle` is limited
    };

    Tenants(Limits limits, Outside outside);

    // Nothing if nobody has used it, or not for so long that it is forgotten. Counts as a use.
    SharedTenant find(std::string_view id) { return use(id, false); }

    // Whether there is such a tenant, or always room for it: the default one.
    bool has(std::string_view id) { return id == kDefaultTenant || find(id) != nullptr; }

    // Nothing if it would be one more than `most`.
    SharedTenant find_or_add(std::string_view id) { return use(id, true); }

    // Runs the work on the tenant's lane. If the tenant has been removed when its turn comes, the
    // work runs in the fresh one that has taken its place.
    void enter(SharedTenant const& tenant, Work work);

    // On the tenant's lane. What is queued there, and whoever comes later, finds a fresh one.
    // Throws what discarding throws; the tenant then stays.
    void remove(ServedTenant& tenant);

    // All that have been used, in order of their IDs. To be listed is not a use.
    std::vector<SharedTenant> all();

    std::size_t most() const { return limits_.most; }

    // Refuses a caller whose tenant the server has no room for.
    api::Fault no_room() const;

    RecentJobs& recent_jobs() { return recent_jobs_; }

  private:
    struct Known {
        SharedTenant tenant;
        storage::Duration used{};  // last
    };

    using ById = std::map<std::string, Known, std::less<>>;

    using Forgotten = std::vector<SharedTenant>;  // for the caller to free without the lock

    storage::Duration now() const;
    bool is_idle(ById::const_reference known, storage::Duration now) const;
    SharedTenant use(std::string_view id, bool adds);
    bool has_room(std::string_view id, storage::Duration now, Forgotten& forgotten);
    void forget_idle(storage::Duration now, Forgotten& forgotten);
    ById::iterator forget(ById::iterator known, Forgotten& forgotten);

    Limits const limits_;
    Outside const outside_;
    RecentJobs recent_jobs_;
    std::mutex mutex_;  // guards what follows; nobody opens or frees a tenant or waits for a lane
                        // under it
    ById tenants_;
    storage::Duration next_look_{};  // for idle ones
};

}  // namespace rds::control
