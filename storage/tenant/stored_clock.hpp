#pragma once

#include "storage/tenant/clock.hpp"

#include <optional>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// Keeps the clock in the tenant's database. `resume_at` is what a clock that stands while the
// program is down will show at the next start.
void store_clock(sqlite::Connection& database, Clock const& clock, Instant resume_at);

// Returns the clock as it goes on after the program was down; nothing if none was stored. Throws
// std::runtime_error if it has a speed that no user can have chosen.
std::optional<Clock> resumed_clock(sqlite::Connection& database, Instant machine_now);

}  // namespace rds::storage
