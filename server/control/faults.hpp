#pragma once

#include "server/api/arguments.hpp"
#include "server/control/fault_rule.hpp"
#include "storage/tenant/tenant.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::control {

using Entered = storage::Tenant::Entered;

// A call that a rule has struck.
struct Strike {
    std::string hint;
    std::shared_ptr<FaultRule const> rule;
};

// The faults that a test injected into one tenant: the rules of its state, at hand for each call.
// Used on the tenant's lane, outside transactions. What throws storage::sqlite::Error has changed
// nothing.
class Faults {
  public:
    Faults() = default;

    // Those that are kept in the tenant.
    static Faults kept_in(storage::Tenant& state);

    // Returns its ID, which is greater than all before. For at most as many as the table holds.
    std::int64_t add(FaultRule rule, Entered const& entered);

    // Nothing if there is none of this ID.
    FaultRule const* find(std::int64_t id) const;

    // The oldest first.
    std::vector<std::shared_ptr<FaultRule const>> const& all() const { return rules_; }

    // False: there is none of this ID.
    bool remove(std::int64_t id, Entered const& entered);

    void clear(Entered const& entered);

    // Counts the call; the oldest rule that strikes it, if one does.
    std::optional<Strike>
    strike(std::string_view action, api::Arguments const& arguments, Entered const& entered);

  private:
    // In order of ID. A rule whose counts change is replaced: a call that was struck keeps its own.
    std::vector<std::shared_ptr<FaultRule const>> rules_;
};

}  // namespace rds::control
