#pragma once

#include "server/control/account.hpp"
#include "server/fixture/fixture.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace rds::control::rest {

// Where states come from, beside the accounts that have them. Any thread may call each.
struct StateSources {
    std::function<storage::Instant()> machine_time;

    // Whose account the calls of a key use.
    std::function<std::string(std::string_view access_key_id)> account_of;

    // What an account begins as, now.
    std::function<AccountContents(storage::Instant machine_now)> fresh;

    // What it begins as with this fixture. Throws json::Invalid.
    std::function<AccountContents(fixture::Fixture, storage::Instant machine_now)> from;

    // From now on accounts begin with this fixture. Throws json::Invalid, having changed nothing.
    std::function<void(fixture::Fixture, storage::Instant machine_now)> set_start;

    // An account's jobs have become others.
    std::function<void(std::string const& account)> forget_jobs;

    // On the lane of an account: it goes, with all that is kept of it and its waits. Throws what
    // deleting its file throws; the account then stays.
    std::function<void(Account&)> remove;

    // The faults that are kept in a state, which nobody else uses meanwhile.
    std::function<Faults(storage::Account&)> faults_of;
};

}  // namespace rds::control::rest
