#pragma once

#include <cstdint>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
struct Header;
struct Migration;
}  // namespace sqlite

// "RDSE". Tells our files from those of other programs.
inline constexpr std::int32_t kApplicationId = 0x52445345;

// The schema's history.
std::vector<sqlite::Migration> account_migrations();

// Throws sqlite::Error unless it is the header of an account's file that this program can read.
void require_our_account(sqlite::Header const& header);

// Brings an account's database to the newest schema. Throws sqlite::Error as sqlite::migrate does.
void migrate_account(sqlite::Connection& database);

}  // namespace rds::storage
