// What an instance holds for its clients: databases, and the accounts that may use them.
#pragma once

#include "storage/fields/table.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rds::storage {

struct Database {
    std::string instance_id{};
    std::string name{};
    std::string character_set{};
    std::string description{};
    std::string collate{};  // of PostgreSQL, as ctype
    std::string ctype{};
};

inline constexpr auto kAccountTypes =
    std::to_array<std::string_view>({"Normal", "Super", "Sysadmin", "GlobalRO"});

// AccountPrivilege: what an account may do with a database.
inline constexpr auto kAccountPrivileges =
    std::to_array<std::string_view>({"ReadWrite", "ReadOnly", "DDLOnly", "DMLOnly", "DBOwner"});

// A user of the database engine.
struct DatabaseAccount {
    std::string instance_id{};
    std::string name{};
    std::string type = "Normal";
    std::string description{};
    bool is_locked = false;
    bool checks_policy = false;
    TextsByName privileges{};     // by database: "ReadWrite"
    std::string password_hash{};  // crypto::password_hash(); empty: it has none
    std::optional<Instant> password_changed_at{};
    std::int32_t password_changes = 0;
};

// A rule for names of databases that holds for every engine.
inline constexpr Rule kDatabaseName{
    .about = "DBName.",
    .title = "a database name of 1 to 64 letters, digits, hyphens or underscores",
    .pattern = "^[A-Za-z0-9_-]+$",
    .longest = 64,
};

Table const& databases_table();
Table const& database_accounts_table();

}  // namespace rds::storage
