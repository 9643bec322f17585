#pragma once

#include "storage/tenant/tenant.hpp"

#include <vector>

namespace rds::storage {

// A tenant in memory whose clock stands where a test puts it.
class TenantAt {
  public:
    explicit TenantAt(Instant now) : tenant_{Clock{now, {}, 0}} {}

    Tenant* operator->() { return &tenant_; }

    Tenant& operator*() { return tenant_; }

    // All that is due by then is made.
    void go_to(Instant now) {
        tenant_.set_clock(Clock{now, {}, 0}, {});
        tenant_.enter({});
    }

    Instant now() { return tenant_.enter({}).now(); }

  private:
    Tenant tenant_;
};

inline std::vector<State> states_of(std::vector<Phase> const& phases) {
    std::vector<State> states;
    for (auto const phase : phases)
        states.push_back(state_of(phase));
    return states;
}

inline Move job_move(Phase from, Phase to, Instant at, std::string why) {
    return {state_of(from), state_of(to), at, std::move(why)};
}

}  // namespace rds::storage
