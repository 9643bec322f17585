// Values of ours as SQLite's columns hold them.
#pragma once

#include "storage/instant.hpp"
#include "storage/sqlite/statement.hpp"

#include <cstdint>

namespace rds::storage {

inline std::int64_t column(Instant instant) {
    return instant.time_since_epoch().count();
}

inline Instant instant_in(sqlite::Statement const& row, int column) {
    return Instant{Duration{row.integer(column)}};
}

}  // namespace rds::storage
