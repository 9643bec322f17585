#pragma once

#include "server/api/faults.hpp"
#include "server/control/account.hpp"
#include "server/control/recent_jobs.hpp"
#include "storage/account_id.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::control {

using storage::kDefaultAccount;

// Every account of the server, made at its first use. Whoever uses one shares it: an account that
// is removed meanwhile lives until the last of them lets go. Any thread.
class Accounts {
  public:
    using MakeLane = std::function<Lane()>;

    struct Limits {
        std::size_t most = 1024;  // beside the default account, which always has its place
        std::optional<storage::Duration> idle{};  // how long an unused one stays; absent: for ever
        Journal::Limits journal{};                // of each account
    };

    // Deletes what is kept of an account beside its memory; on its lane, while it is closed.
    using Discard = std::function<void(std::string const& id)>;

    // Runs in an account. Gets null if the server has no room for the account.
    using Work = std::function<void(SharedAccount const&)>;

    // What the accounts need of the rest of the program.
    struct Outside {
        MakeLane make_lane;
        Account::Open open;
        Discard discard{};
        std::function<storage::Duration()> uptime{};  // never goes back; if `idle` is limited
    };

    Accounts(Limits limits, Outside outside);

    // Nothing if nobody has used it, or not for so long that it is forgotten. Counts as a use.
    SharedAccount find(std::string_view id);

    // Whether there is such an account, or always room for it: the default one.
    bool has(std::string_view id) { return id == kDefaultAccount || find(id) != nullptr; }

    // Nothing if it would be one more than `most`.
    SharedAccount find_or_add(std::string_view id);

    // Runs the work on the account's lane. If the account has been removed when its turn comes, the
    // work runs in the fresh one that has taken its place.
    void enter(SharedAccount const& account, Work work);

    // On the account's lane. What is queued there, and whoever comes later, finds a fresh one.
    // Throws what discarding throws; the account then stays.
    void remove(Account& account);

    // All that have been used, in order of their IDs. To be listed is not a use.
    std::vector<SharedAccount> all();

    std::size_t most() const { return limits_.most; }

    // Refuses a caller whose account the server has no room for.
    api::Fault no_room() const;

    RecentJobs& recent_jobs() { return recent_jobs_; }

  private:
    struct Known {
        SharedAccount account;
        storage::Duration used{};  // last
    };

    using ById = std::map<std::string, Known, std::less<>>;

    using Forgotten = std::vector<SharedAccount>;  // for the caller to free without the lock

    storage::Duration now() const;
    bool is_idle(ById::const_reference known, storage::Duration now) const;
    SharedAccount use(std::string_view id, storage::Duration now, Forgotten& forgotten);
    bool has_room(std::string_view id, storage::Duration now, Forgotten& forgotten);
    void forget_idle(storage::Duration now, Forgotten& forgotten);
    ById::iterator forget(ById::iterator known, Forgotten& forgotten);

    Limits const limits_;
    Outside const outside_;
    RecentJobs recent_jobs_;
    std::mutex mutex_;  // guards what follows; nobody opens or frees an account or waits for a lane
                        // under it
    ById accounts_;
    storage::Duration next_look_{};  // for idle ones
};

}  // namespace rds::control
