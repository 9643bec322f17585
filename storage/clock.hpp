#pragma once

#include "storage/instant.hpp"

#include <optional>

namespace rds::storage {

// An account's clock: real, scaled, frozen, or started at a chosen instant. A pure value: it turns
// the machine's time into the account's and never reads a clock itself.
//
// account time = account_anchor + (machine time - machine_anchor) * speed
class Clock {
  public:
    // Runs as the machine's clock does.
    Clock() = default;

    // Shows `account_now` at the machine's `machine_now`, then runs at `speed` (0: frozen; never
    // negative).
    Clock(Instant account_now, Instant machine_now, double speed);

    Instant now(Instant machine_now) const;

  private:
    Instant account_anchor_{};
    Instant machine_anchor_{};
    double speed_ = 1.0;
};

// How the clocks of new accounts begin.
struct ClockStart {
    std::optional<Instant> at;  // absent: the machine's time at that moment
    double speed = 1.0;         // account seconds for each machine second; 0: frozen
};

Clock started(ClockStart const& start, Instant machine_now);

}  // namespace rds::storage
