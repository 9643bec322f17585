#include "storage/schema.hpp"

#include "storage/migrations.hpp"
#include "storage/sqlite/migrate.hpp"

#include <cstdint>
#include <vector>

namespace rds::storage {

namespace {

// "RDSE". Tells our files from those of other programs.
constexpr std::int32_t kApplicationId = 0x52445345;

}  // namespace

void migrate_account(sqlite::Connection& database) {
    std::vector<sqlite::Migration> steps;
    for (auto const& file : migrations::files())
        steps.push_back({file.name, file.text});
    sqlite::migrate(database, kApplicationId, steps);
}

}  // namespace rds::storage
