#pragma once

#include <cstdint>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
struct Header;
struct Migration;
}  // namespace sqlite

// "RDST". Tells our files from those of other programs.
inline constexpr std::int32_t kApplicationId = 0x52445354;

// "RDSE": files of builds whose schema had no moves of instances.
inline constexpr std::int32_t kEarlierApplicationId = 0x52445345;

// The schema's history.
std::vector<sqlite::Migration> tenant_migrations();

// Throws sqlite::Error unless it is the header of a tenant's file that this program can read.
void require_our_tenant(sqlite::Header const& header);

// Brings a tenant's database to the newest schema. Throws sqlite::Error as sqlite::migrate does.
void migrate_tenant(sqlite::Connection& database);

}  // namespace rds::storage
