#include "storage/tenant/schema.hpp"

#include "storage/instances/catalogue.hpp"
#include "storage/instances/databases.hpp"
#include "storage/instances/instances.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/tenant/tenant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>

namespace rds::storage {

std::vector<Table const*> resource_tables() {
    return {
        &settings_table(),
        &last_ids_table(),
        &plans_table(),
        &regions_table(),
        &instance_classes_table(),
        &engines_table(),
        &instances_table(),
        &ip_arrays_table(),
        &databases_table(),
        &database_accounts_table(),
        &tasks_table(),
        &backup_jobs_table(),
        &fault_rules_table(),
    };
}

std::vector<Table const*> plain_tables() {
    auto tables = resource_tables();
    std::erase_if(tables, [](Table const* each) { return !each->definition().is_plain; });
    return tables;
}

std::vector<Table const*> children_of(Table const& table) {
    auto tables = resource_tables();
    std::erase_if(tables, [&table](Table const* each) {
        auto const* const parent = each->parent_field();
        return parent == nullptr || parent->references != table.definition().name;
    });
    return tables;
}

void require_our_tenant(std::int64_t application_id, std::int64_t user_version) {
    if (std::ranges::count(kEarlierApplicationIds, application_id) > 0) {
        throw sqlite::Error{
            "was written by an earlier build; bring its state over: GET /_emulator/export of that "
            "build, and --fixture with this one"};
    }
    if (application_id != kApplicationId) {
        throw sqlite::Error{fmt::format(
            "the database belongs to another program: its application_id is {}, ours is {}; give a "
            "database of ours or none",
            application_id,
            kApplicationId
        )};
    }
    auto const newest = std::ssize(migrations::files());
    if (user_version < 0 || user_version > newest) {
        throw sqlite::Error{fmt::format(
            "the database was written by a newer version of this program: its user_version is {}, "
            "the newest that this program knows is {}; use that program or start with no database",
            user_version,
            newest
        )};
    }
}

void require_our_tenant(sqlite::Connection& database) {
    require_our_tenant(
        database.number("PRAGMA application_id"),
        database.number("PRAGMA user_version")
    );
}

namespace {

// A file of an earlier version knows less of its instances.
void complete_instances(sqlite::Connection& database) {
    std::vector<std::string> ids;
    {
        auto const query = database.statement("SELECT id FROM instances WHERE created_at IS NULL");
        while (query->step())
            ids.emplace_back(query->text(0));
    }
    auto const now = std::chrono::floor<Duration>(std::chrono::system_clock::now());
    Rows<Instance> rows{database, instances_table()};
    Catalogue catalogue{database};
    for (auto const& id : ids)
        rows.update(completed(rows.get(id), now, catalogue));
}

// In a file of an earlier version they are a column of their instance.
void move_databases(sqlite::Connection& database) {
    constexpr std::string_view kHasColumn =
        "SELECT COUNT(*) FROM pragma_table_info('instances') WHERE name = 'databases'";
    if (database.number(kHasColumn) == 0) return;
    database.execute(R"(INSERT OR IGNORE INTO databases (instance_id, name)
SELECT instances.id, value FROM instances, json_each(instances.databases);
ALTER TABLE instances DROP COLUMN databases;
)");
}

}  // namespace

void migrate_tenant(sqlite::Connection& database) {
    Transaction transaction{database, Access::write};
    auto const done = static_cast<std::size_t>(database.number("PRAGMA user_version"));
    auto const is_empty = done == 0 && database.number("PRAGMA application_id") == 0 &&
                          database.number("SELECT COUNT(*) FROM sqlite_schema") == 0;
    if (!is_empty) require_our_tenant(database);
    auto const steps = migrations::files();
    if (done < steps.size()) {
        for (auto const& step : steps.subspan(done)) {
            try {
                database.execute(step.text);
            } catch (sqlite::Error const& error) {
                throw sqlite::Error{
                    fmt::format("migration {} failed: {}", step.name, error.what()),
                    error.code()};
            }
        }
        database.execute(fmt::format(
            "PRAGMA application_id = {}; PRAGMA user_version = {}",
            kApplicationId,
            steps.size()
        ));
    }
    for (auto const* const table : resource_tables())
        table->create_in(database);
    move_databases(database);
    complete_instances(database);
    transaction.commit();
}

}  // namespace rds::storage
