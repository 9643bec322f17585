#pragma once

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

// Brings the database to the newest version, each step in a transaction of its own; a fresh
// database also gets the application_id. Throws Error if a step fails (its version stays as it
// was), or if the file belongs to another program (application_id) or to a newer version of this
// one (user_version). Two processes may do it at once.
void migrate(
    Connection& connection,
    std::int32_t application_id,
    std::span<Migration const> migrations
);

}  // namespace rds::storage::sqlite
