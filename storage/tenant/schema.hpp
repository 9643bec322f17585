#pragma once

#include "storage/fields/table.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// "RDSF". Tells our files from those of other programs.
inline constexpr std::int32_t kApplicationId = 0x52445346;

// Files of earlier builds: "RDSE" had no moves of instances, "RDST" no tables of fields.
inline constexpr auto kEarlierApplicationIds =
    std::to_array<std::int32_t>({0x52445345, 0x52445354});

// The tables of resources and settings, those first to which others refer.
std::vector<Table const*> resource_tables();

// Those that are plain.
std::vector<Table const*> plain_tables();

// Those whose rows are lists of rows of this table.
std::vector<Table const*> children_of(Table const& table);

// Throws sqlite::Error unless these are the two numbers that a database of ours carries, of a
// version that this program can read. user_version counts the migrations that have run.
void require_our_tenant(std::int64_t application_id, std::int64_t user_version);

// Throws it unless the database is one of ours, as the log beside it says too.
void require_our_tenant(sqlite::Connection& database);

// Brings a tenant's database, or an empty one, to the newest schema, in one transaction. Throws
// sqlite::Error, having changed nothing. Two processes may do it at once.
void migrate_tenant(sqlite::Connection& database);

}  // namespace rds::storage
