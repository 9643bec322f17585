#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace rds::storage::sqlite {

class Connection;

// One step of the schema's history. Never edited after a release; user_version counts those that
// have run.
struct Migration {
    std::string_view name;
    std::string_view script;
};

// Throws Error if a database with these two numbers belongs to another program or to a newer
// version of this one, which knows the versions up to `newest`.
void require_ours(
    std::int32_t application_id,
    std::int32_t user_version,
    std::int32_t our_application_id,
    std::size_t newest
);

// Brings the database to the newest version, each step in a transaction of its own; a fresh
// database also gets the application_id. Throws Error if a step fails (its version stays as it
// was), or as require_ours() does. Two processes may do it at once.
void migrate(
    Connection& connection,
    std::int32_t application_id,
    std::span<Migration const> migrations
);

}  // namespace rds::storage::sqlite
