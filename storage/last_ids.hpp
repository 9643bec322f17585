#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// The greatest ID of each kind that a tenant has given or been given; IDs count up from there.
struct LastIds {
    std::int32_t job = 0;
    std::int32_t backup = 0;

    bool operator==(LastIds const&) const = default;
};

LastIds last_ids(sqlite::Connection& database);

// The greatest there can be has been given. what() says of which kind.
class NoIdLeft : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// The IDs that are given, and in the place of those that are not the next. Throws NoIdLeft.
LastIds ids_for_new_job(
    sqlite::Connection& database,
    std::optional<std::int32_t> job,
    std::optional<std::int32_t> backup
);

void set_last_ids(sqlite::Connection& database, LastIds const& ids);

// Each unless it is less than what was there.
void raise_last_ids(sqlite::Connection& database, LastIds const& ids);

}  // namespace rds::storage
