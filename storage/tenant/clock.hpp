#pragma once

#include "storage/instant.hpp"

#include <optional>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// As far as a clock is taken: the API writes years of four digits.
inline constexpr Instant kLastInstant{
    std::chrono::sys_days{std::chrono::year{9999} / 12 / 31} + std::chrono::days{1} - Duration{1}};

// The greatest speed that a user can choose.
inline constexpr double kFastestClock = 1e6;

// A tenant's clock: real, scaled, frozen, or started at a chosen instant. A pure value: it turns
// the machine's time into the tenant's and never reads a clock itself.
//
// tenant time = tenant_anchor + (machine time - machine_anchor) * speed
struct Clock {
    Instant tenant_anchor{};   // what it shows at machine_anchor
    Instant machine_anchor{};  // on the machine's clock
    double speed = 1.0;        // finite and not negative; 0: frozen

    Instant now(Instant machine_now) const;

    // Runs as the machine's clock does, at whatever distance.
    bool is_real() const { return speed == 1.0; }

    bool is_frozen() const { return speed == 0.0; }
};

// What to make of a clock; absent: as it is.
struct ClockChange {
    std::optional<Instant> at;    // what it shows
    std::optional<double> speed;  // tenant seconds for each machine second; 0: frozen
};

// `now` and so much more, never negative, but nothing past kLastInstant.
std::optional<Instant> advanced(Instant now, Duration by);

Clock changed(Clock const& clock, ClockChange const& change, Instant machine_now);

// Keeps the clock in the tenant's database. `resume_at` is what a clock that stands while the
// program is down will show at the next start.
void store_clock(sqlite::Connection& database, Clock const& clock, Instant resume_at);

// Returns the clock as it goes on after the program was down; nothing if none was stored. Throws
// std::runtime_error if it has a speed that no user can have chosen.
std::optional<Clock> resumed_clock(sqlite::Connection& database, Instant machine_now);

}  // namespace rds::storage
