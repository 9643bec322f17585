#include "storage/tenant/stored_clock.hpp"

#include "storage/columns.hpp"
#include "storage/sqlite/connection.hpp"

#include <stdexcept>
#include <string_view>

namespace rds::storage {

constexpr std::string_view kStore = R"(
INSERT OR REPLACE INTO clock (one, tenant_anchor, machine_anchor, speed, resume_at)
VALUES (1, ?1, ?2, ?3, ?4)
)";

void store_clock(sqlite::Connection& database, Clock const& clock, Instant resume_at) {
    database.statement(kStore)
        .with(
            column(clock.tenant_anchor()),
            column(clock.machine_anchor()),
            clock.speed(),
            column(resume_at)
        )
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
    Clock const stored{instant_in(*query, 0), instant_in(*query, 1), speed};
    if (stored.is_real()) return stored;
    return Clock{instant_in(*query, 3), machine_now, stored.speed()};
}

}  // namespace rds::storage
