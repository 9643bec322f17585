#pragma once

#include "server/api/faults.hpp"
#include "storage/account.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::control {

// Answers the first `first` calls of an action with a fault instead of handling them.
struct FaultRule {
    std::string action;
    api::FaultKind const* kind;
    int first = 1;
};

// The faults that a test injected into one account: the rules here, how often each has struck in
// the account's state as well, with which it is kept. Used on the account's lane, outside
// transactions.
class Faults {
  public:
    // One that has struck `hits` calls. Throws storage::sqlite::Error if it cannot be kept; nothing
    // is added then.
    void add(FaultRule rule, storage::Account& state, int hits = 0);

    // One that is kept already, and has struck that often.
    void restore(FaultRule rule, storage::InjectedFault const& kept);

    // Counts the call; the fault that strikes it, of the oldest rule that still does. Throws as
    // add() does; the call is not counted then.
    std::optional<api::Fault> strike(std::string_view action, storage::Account& state);

  private:
    struct Armed {
        FaultRule rule;
        std::int64_t kept_as;
        int hits;
    };

    std::vector<Armed> armed_;
};

}  // namespace rds::control
