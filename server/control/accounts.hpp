#pragma once

#include "server/control/account.hpp"
#include "server/control/recent_jobs.hpp"
#include "storage/account_id.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace rds::control {

using storage::kDefaultAccount;

// Every account of the server, made at its first use. None is ever removed, so a reference stays
// good. Any thread.
class Accounts {
  public:
    using MakeLane = std::function<Lane()>;

    Accounts(
        std::size_t most,
        MakeLane make_lane,
        Account::Open open,
        Journal::Limits journal = {}
    );

    // Nothing if it has not been used yet.
    Account* find(std::string_view id);

    // Nothing if it would be one more than `most`.
    Account* find_or_add(std::string_view id);

    // Of all that have been used, in order.
    std::vector<std::string> ids();

    // Every one that has been opened. Only while no lane runs.
    void for_each_open(std::function<void(AccountContents&)> const& visit);

    std::size_t most() const { return most_; }

    RecentJobs& recent_jobs() { return recent_jobs_; }

  private:
    std::size_t const most_;
    MakeLane const make_lane_;
    Account::Open const open_;
    Journal::Limits const journal_;  // of each account
    RecentJobs recent_jobs_;
    std::mutex
        mutex_;  // guards the map alone: nobody opens an account or waits for a lane under it
    std::map<std::string, std::unique_ptr<Account>, std::less<>> accounts_;
};

}  // namespace rds::control
