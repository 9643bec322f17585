#include "storage/tenant/clock.hpp"

#include <algorithm>
#include <cmath>

namespace rds::storage {

namespace {

// Some 30,000 years. A clock that is faster than that can show stops there instead of overflowing.
constexpr double kFarthest = 1e15;

}  // namespace

Clock::Clock(Instant tenant_now, Instant machine_now, double speed)
    : tenant_anchor_{tenant_now}, machine_anchor_{machine_now}, speed_{speed} {}

Instant Clock::now(Instant machine_now) const {
    auto const elapsed = machine_now - machine_anchor_;
    if (is_real()) return tenant_anchor_ + elapsed;  // to the millisecond, at any distance

    auto const scaled = std::floor(static_cast<double>(elapsed.count()) * speed_);
    auto const shown = std::clamp(scaled, -kFarthest, kFarthest);
    return tenant_anchor_ + Duration{static_cast<Duration::rep>(shown)};
}

std::optional<Instant> advanced(Instant now, Duration by) {
    auto const reached = later(now, by);
    return reached > kLastInstant ? std::nullopt : std::optional{reached};
}

Clock changed(Clock const& clock, ClockChange const& change, Instant machine_now) {
    if (change.changes_nothing()) return clock;
    return Clock{
        change.at.value_or(clock.now(machine_now)),
        machine_now,
        change.speed.value_or(clock.speed())};
}

}  // namespace rds::storage
