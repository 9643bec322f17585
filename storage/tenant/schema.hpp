#pragma once

#include "storage/fields/table.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
struct Header;
struct Migration;
}  // namespace sqlite

// "RDSF". Tells our files from those of other programs.
inline constexpr std::int32_t kApplicationId = 0x52445346;

// Files of earlier builds: "RDSE" had no moves of instances, "RDST" no tables of fields.
inline constexpr auto kEarlierApplicationIds =
    std::to_array<std::int32_t>({0x52445345, 0x52445354});

// The tables of resources and settings, those first to which others refer.
std::vector<Table const*> resource_tables();

// Those whose rows are lists of rows of this table.
std::vector<Table const*> children_of(Table const& table);

// The history of all else in the schema.
std::vector<sqlite::Migration> tenant_migrations();

// Throws sqlite::Error unless it is the header of a tenant's file that this program can read.
void require_our_tenant(sqlite::Header const& header);

// Brings a tenant's database to the newest schema. Throws sqlite::Error as sqlite::migrate does.
void migrate_tenant(sqlite::Connection& database);

}  // namespace rds::storage
