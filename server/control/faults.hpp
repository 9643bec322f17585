#pragma once

#include "server/api/faults.hpp"

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

// The faults that a test injected into one account. Used on the account's lane.
class Faults {
  public:
    void add(FaultRule rule);

    // Counts the call; the fault that strikes it, of the oldest rule that still does.
    std::optional<api::Fault> strike(std::string_view action);

  private:
    struct Armed {
        FaultRule rule;
        int hits = 0;
    };

    std::vector<Armed> armed_;
};

}  // namespace rds::control
