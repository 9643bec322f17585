// The tenant's own migrations, from every version that there has been.

#include "storage/fault_rules.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/migrate.hpp"
#include "storage/tenant/schema.hpp"
#include "storage/tenant/tenant_file.hpp"
#include "storage/unusable.hpp"
#include "tests/kit/folder.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <span>
#include <sstream>
#include <string>

namespace rds::storage {
namespace {

// Every table, index, trigger and view with its text.
std::string schema(sqlite::Connection& database) {
    std::string all;
    auto const query =
        database.statement("SELECT type, name, sql FROM sqlite_schema ORDER BY name");
    while (query->step()) {
        for (auto const column : {0, 1, 2})
            all.append(query->text(column)).append(" | ");
        all += '\n';
    }
    return all;
}

void bring_to(sqlite::Connection& database, std::size_t version) {
    auto const all = tenant_migrations();
    sqlite::migrate(database, kApplicationId, std::span{all}.first(version));
}

// As released: a migration that has been is not edited, or files of that version differ from what
// it says. A new version brings a new file of this kind.
std::string released_schema(std::size_t version) {
    auto const name = "000" + std::to_string(version) + ".txt";
    std::ifstream const file{std::filesystem::path{RDS_GOLDEN} / "schema" / name};
    EXPECT_TRUE(file) << name;
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(Migrations, MakeEachVersionAsItWasReleased) {
    for (std::size_t version = 1; version <= tenant_migrations().size(); ++version) {
        auto database = sqlite::Connection::in_memory();
        bring_to(database, version);
        EXPECT_EQ(schema(database), released_schema(version)) << "version " << version;
    }
}

TEST(Migrations, BringEveryOlderVersionToTheSameSchema) {
    auto const versions = tenant_migrations().size();
    ASSERT_GE(versions, 2U);
    for (std::size_t version = 1; version <= versions; ++version) {
        auto database = sqlite::Connection::in_memory();
        bring_to(database, version);

        migrate_tenant(database);

        EXPECT_EQ(schema(database), released_schema(versions)) << "from version " << version;
        EXPECT_EQ(database.user_version(), static_cast<std::int32_t>(versions));
    }
}

TEST(Migrations, KeepWhatAnOlderVersionHeld) {
    kit::Folder const folder;
    auto const file = folder.path() / "1000000000000000.db";
    {
        auto database = sqlite::Connection::new_file(file);
        bring_to(database, 1);
        database.execute(
            "INSERT INTO instances VALUES ('rm-1', 'MySQL', '8.0', '', 'Running', 0, '')"
        );
    }

    auto database = open_tenant_file(file);

    auto const query = database.statement("SELECT id FROM instances");
    ASSERT_TRUE(query->step());
    EXPECT_EQ(query->text(0), "rm-1");
}

TEST(Migrations, KeepInjectedFaultsUnderTheirIds) {
    auto database = sqlite::Connection::in_memory();
    bring_to(database, 2);
    database.execute("INSERT INTO injected_faults VALUES (3, 'CreateBackup', 'InternalError', 5, 2)"
    );
    database.execute("INSERT INTO injected_faults VALUES (9, 'A\"B', 'C', 1, 1)");

    migrate_tenant(database);

    FaultRules rules{database};
    EXPECT_THAT(
        rules.all(),
        testing::ElementsAre(
            KeptFaultRule{3, R"({"action":"CreateBackup","code":"InternalError","first":5})", 2, 2},
            KeptFaultRule{9, R"({"action":"A\"B","code":"C","first":1})", 1, 1}
        )
    );
    EXPECT_EQ(rules.add("{}"), 10);
}

TEST(Migrations, LeaveTheOldVersionIntactWhenOneFailsHalfWay) {
    kit::Folder const folder;
    auto const file = folder.path() / "1000000000000000.db";
    std::string before;
    {
        auto database = sqlite::Connection::new_file(file);
        bring_to(database, 1);
        // What the second version makes last exists already, in another form.
        database.execute("CREATE TABLE injected_faults (n)");
        before = schema(database);
    }

    EXPECT_THROW(open_tenant_file(file), Unusable);

    auto database = sqlite::Connection::existing_file(file);
    EXPECT_EQ(schema(database), before);
    EXPECT_EQ(database.user_version(), 1);
}

}  // namespace
}  // namespace rds::storage
