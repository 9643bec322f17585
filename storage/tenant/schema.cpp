#include "storage/tenant/schema.hpp"

#include "storage/migrations.hpp"
#include "storage/sqlite/error.hpp"
#include "storage/sqlite/header.hpp"
#include "storage/sqlite/migrate.hpp"

namespace rds::storage {

std::vector<sqlite::Migration> tenant_migrations() {
    std::vector<sqlite::Migration> steps;
    for (auto const& file : migrations::files())
        steps.push_back({file.name, file.text});
    return steps;
}

void require_our_tenant(sqlite::Header const& header) {
    if (header.application_id == kEarlierApplicationId) {
        throw sqlite::Error{
            "was written by an earlier build; bring its state over: GET /_emulator/export of that "
            "build, and --fixture with this one",
            0};
    }
    auto const newest = migrations::files().size();
    sqlite::require_ours(header.application_id, header.user_version, kApplicationId, newest);
}

void migrate_tenant(sqlite::Connection& database) {
    sqlite::migrate(database, kApplicationId, tenant_migrations());
}

}  // namespace rds::storage
