#include "storage/tenant/schema.hpp"

#include "storage/backups/backup_jobs.hpp"
#include "storage/fault_rules.hpp"
#include "storage/instances/instances.hpp"
#include "storage/instances/ip_arrays.hpp"
#include "storage/lifecycle/plan.hpp"
#include "storage/migrations.hpp"
#include "storage/settings.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/error.hpp"
#include "storage/sqlite/header.hpp"
#include "storage/sqlite/migrate.hpp"
#include "storage/sqlite/transaction.hpp"

#include <algorithm>

namespace rds::storage {

std::vector<Table const*> resource_tables() {
    return {
        &settings_table(),
        &last_ids_table(),
        &plans_table(),
        &instances_table(),
        &ip_arrays_table(),
        &backup_jobs_table(),
        &fault_rules_table(),
    };
}

std::vector<Table const*> children_of(Table const& table) {
    auto tables = resource_tables();
    std::erase_if(tables, [&table](Table const* each) {
        auto const* const parent = each->parent_field();
        return parent == nullptr || parent->references != table.definition().name;
    });
    return tables;
}

std::vector<sqlite::Migration> tenant_migrations() {
    std::vector<sqlite::Migration> steps;
    for (auto const& file : migrations::files())
        steps.push_back({file.name, file.text});
    return steps;
}

void require_our_tenant(sqlite::Header const& header) {
    if (std::ranges::find(kEarlierApplicationIds, header.application_id) !=
        kEarlierApplicationIds.end()) {
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
    sqlite::Transaction transaction{database, sqlite::TransactionMode::immediate};
    for (auto const* const table : resource_tables())
        table->create_in(database);
    transaction.commit();
}

}  // namespace rds::storage
