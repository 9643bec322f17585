#pragma once

#include "server/api/faults.hpp"
#include "storage/account.hpp"

#include <functional>
#include <optional>
#include <string>

namespace rds::api {

// What the flags change in the answers themselves.
struct Behaviour {
    bool uncapped_process =
        false;  // Process as recorded, to "125", where the pages call it a percentage
};

// All that a handler sees of the world. Lives for one call, inside the account's transaction.
struct Context {
    storage::Account& account;
    storage::Instant const now;  // account time, one for the whole call
    Behaviour const& behaviour;
    // Says why the caller may not do what the checked parameters ask; absent: anybody may.
    std::function<std::optional<Fault>(Context&)> authorise{};
    std::string hint{};  // help beside a successful answer; a fault carries its own
};

}  // namespace rds::api
