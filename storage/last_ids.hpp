#pragma once

#include <cstdint>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// The greatest ID of each kind that an account has given or been given; IDs count up from there.
struct LastIds {
    std::int32_t job = 0;
    std::int32_t backup = 0;

    bool operator==(LastIds const&) const = default;
};

LastIds last_ids(sqlite::Connection& database);

void set_last_ids(sqlite::Connection& database, LastIds const& ids);

// Each unless it is less than what was there.
void raise_last_ids(sqlite::Connection& database, LastIds const& ids);

}  // namespace rds::storage
