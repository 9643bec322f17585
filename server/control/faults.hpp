#pragma once

#include "server/api/arguments.hpp"
#include "server/api/catalog.hpp"
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

// So many rules a tenant may have.
inline constexpr std::size_t kMostFaultRules = 1000;

// A rule of a tenant, and what it has done.
struct StandingFault {
    std::int64_t id;
    std::shared_ptr<FaultRule const> rule;
    std::int64_t calls;  // that matched, that no older rule struck, and while it was not spent
    std::int64_t hits;   // of these, that it struck
};

// A call that a rule has struck.
struct Strike {
    std::int64_t id;  // of the rule
    std::string hint;
    std::shared_ptr<FaultRule const> rule;
};

// The faults that a test injected into one tenant: the rules here, each with its counts in the
// tenant's state as well, with which they are kept. Used on the tenant's lane, outside
// transactions. What throws storage::sqlite::Error has changed nothing.
class Faults {
  public:
    Faults() = default;

    // Those that are kept in the tenant. Throws json::Invalid if one of them can no longer be
    // read.
    static Faults kept_in(storage::Tenant& state, api::Catalog const& catalog);

    // Returns its ID. For at most kMostFaultRules.
    std::int64_t add(FaultRule rule, Entered const& entered);

    // Nothing if there is none of this ID.
    StandingFault const* find(std::int64_t id) const;

    // The oldest first.
    std::vector<StandingFault> const& all() const { return faults_; }

    // False: there is none of this ID.
    bool remove(std::int64_t id, Entered const& entered);

    void clear(Entered const& entered);

    // Counts the call; the oldest rule that strikes it, if one does.
    std::optional<Strike>
    strike(std::string_view action, api::Arguments const& arguments, Entered const& entered);

  private:
    std::vector<StandingFault> faults_;  // in order of ID
};

}  // namespace rds::control
