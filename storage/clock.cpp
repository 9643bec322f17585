#include "storage/clock.hpp"

#include <algorithm>
#include <cmath>

namespace rds::storage {

namespace {

// Some 30,000 years. A clock that is faster than that can show stops there instead of overflowing.
constexpr double kFarthest = 1e15;

}  // namespace

Clock::Clock(Instant account_now, Instant machine_now, double speed)
    : account_anchor_{account_now}, machine_anchor_{machine_now}, speed_{speed} {}

Instant Clock::now(Instant machine_now) const {
    auto const elapsed = machine_now - machine_anchor_;
    if (speed_ == 1.0) return account_anchor_ + elapsed;  // to the millisecond, at any distance

    auto const scaled = std::floor(static_cast<double>(elapsed.count()) * speed_);
    auto const shown = std::clamp(scaled, -kFarthest, kFarthest);
    return account_anchor_ + Duration{static_cast<Duration::rep>(shown)};
}

Clock started(ClockStart const& start, Instant machine_now) {
    return Clock{start.at.value_or(machine_now), machine_now, start.speed};
}

}  // namespace rds::storage
