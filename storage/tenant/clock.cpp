#include "storage/tenant/clock.hpp"

#include "storage/sqlite/connection.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace rds::storage {

namespace {

// Some 30,000 years. A clock that is faster than that can show stops there instead of overflowing.
constexpr double kFarthest = 1e15;

}  // namespace

Instant Clock::now(Instant machine_now) const {
    auto const elapsed = machine_now - machine_anchor;
    if (is_real()) return tenant_anchor + elapsed;  // to the millisecond, at any distance

    auto const scaled = std::floor(static_cast<double>(elapsed.count()) * speed);
    auto const shown = std::clamp(scaled, -kFarthest, kFarthest);
    return tenant_anchor + Duration{static_cast<Duration::rep>(shown)};
}

std::optional<Instant> advanced(Instant now, Duration by) {
    auto const reached = later(now, by);
    return reached > kLastInstant ? std::nullopt : std::optional{reached};
}

Clock changed(Clock const& clock, ClockChange const& change, Instant machine_now) {
    if (!change.at && !change.speed) return clock;
    return Clock{
        change.at.value_or(clock.now(machine_now)),
        machine_now,
        change.speed.value_or(clock.speed)};
}

constexpr std::string_view kStore = R"(
INSERT OR REPLACE INTO clock (one, tenant_anchor, machine_anchor, speed, resume_at)
VALUES (1, ?1, ?2, ?3, ?4)
)";

void store_clock(sqlite::Connection& database, Clock const& clock, Instant resume_at) {
    database.statement(kStore)
        .with(clock.tenant_anchor, clock.machine_anchor, clock.speed, resume_at)
        ->step();
}

constexpr std::string_view kLoad = R"(
SELECT tenant_anchor, machine_anchor, speed, resume_at FROM clock
)";

std::optional<Clock> resumed_clock(sqlite::Connection& database, Instant machine_now) {
    auto const query = database.statement(kLoad);
    if (!query->step()) return std::nullopt;
    auto const speed = query->real(2);
    auto const can_be_chosen = speed >= 0 && speed <= kFastestClock;
    if (!can_be_chosen)
        throw std::runtime_error{"the clock's speed is not a number from 0 to 1000000"};
    Clock const stored{query->instant(0), query->instant(1), speed};
    if (stored.is_real()) return stored;
    return Clock{query->instant(3), machine_now, stored.speed};
}

}  // namespace rds::storage
