#include "storage/instances/databases.hpp"
#include "storage/instances/instances.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/tenant/schema.hpp"

#include <gmock/gmock.h>

#include <string>

namespace rds::storage {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::int64_t tables(sqlite::Connection& database) {
    return database.number("SELECT COUNT(*) FROM sqlite_schema");
}

std::int64_t version(sqlite::Connection& database) {
    return database.number("PRAGMA user_version");
}

std::string refusal(sqlite::Connection& database) {
    try {
        migrate_tenant(database);
    } catch (sqlite::Error const& error) {
        return error.what();
    }
    return "";
}

TEST(Migrate, MakesAnEmptyDatabaseOneOfOurs) {
    auto database = sqlite::Connection::in_memory();

    migrate_tenant(database);

    EXPECT_EQ(database.number("PRAGMA application_id"), kApplicationId);
    EXPECT_EQ(version(database), 2);
    EXPECT_EQ(database.number("SELECT COUNT(*) FROM moves"), 0);
    EXPECT_EQ(database.number("SELECT COUNT(*) FROM instances"), 0);
}

TEST(Migrate, RunsNoStepASecondTime) {
    auto database = sqlite::Connection::in_memory();
    migrate_tenant(database);
    auto const before = tables(database);

    migrate_tenant(database);

    EXPECT_EQ(version(database), 2);
    EXPECT_EQ(tables(database), before);
}

TEST(Migrate, LeavesTheDatabaseAsItWasWhenAStepFails) {
    auto database = sqlite::Connection::in_memory();
    database.execute(
        "PRAGMA application_id = " + std::to_string(kApplicationId) +
        "; CREATE TABLE settled (n INTEGER) STRICT"
    );

    EXPECT_THAT(refusal(database), HasSubstr("settled already exists"));

    EXPECT_EQ(version(database), 0);
    EXPECT_EQ(tables(database), 1);
    database.execute("DROP TABLE settled");
    EXPECT_EQ(refusal(database), "");
    EXPECT_EQ(version(database), 2);
}

TEST(Migrate, RefusesTheDatabaseOfAnotherProgram) {
    auto database = sqlite::Connection::in_memory();
    database.execute("PRAGMA application_id = 99");

    EXPECT_THAT(
        refusal(database),
        AllOf(HasSubstr("another program"), HasSubstr("99"), HasSubstr("1380209478"))
    );
    EXPECT_EQ(tables(database), 0);
}

TEST(Migrate, RefusesADatabaseThatHasTablesOrAVersionAndNoApplicationId) {
    for (std::string const what : {"CREATE TABLE t (n INTEGER)", "PRAGMA user_version = 1"}) {
        auto database = sqlite::Connection::in_memory();
        database.execute(what);
        auto const before = tables(database);

        EXPECT_THAT(refusal(database), HasSubstr("another program"));
        EXPECT_EQ(tables(database), before);
    }
}

TEST(Migrate, RefusesTheDatabaseOfANewerVersion) {
    auto database = sqlite::Connection::in_memory();
    migrate_tenant(database);
    database.execute("PRAGMA user_version = 3");

    EXPECT_THAT(
        refusal(database),
        AllOf(HasSubstr("newer version"), HasSubstr("user_version is 3"), HasSubstr("knows is 2"))
    );
    EXPECT_EQ(version(database), 3);
}

TEST(MigrateTenant, CompletesTheInstancesOfAnEarlierVersion) {
    auto database = sqlite::Connection::in_memory();
    migrate_tenant(database);
    Rows<Instance> instances{database, instances_table()};
    instances.add({.id = "rm-a"});

    migrate_tenant(database);

    EXPECT_TRUE(instances.get("rm-a").created_at);
    EXPECT_EQ(instances.get("rm-a").port, 3306);
}

TEST(MigrateTenant, MakesRowsOfTheDatabasesThatAnEarlierVersionKeptWithTheirInstance) {
    auto database = sqlite::Connection::in_memory();
    migrate_tenant(database);
    Instances{database}.add({.id = "rm-a", .created_at = Instant{}});
    Instances{database}.add({.id = "rm-b", .created_at = Instant{}});
    database.execute(R"(ALTER TABLE instances ADD COLUMN databases TEXT NOT NULL DEFAULT '[]';
UPDATE instances SET databases = '["shop", "app"]' WHERE id = 'rm-a';
DROP TABLE databases;
)");

    migrate_tenant(database);

    Rows<Database> rows{database, databases_table()};
    ASSERT_EQ(rows.of("rm-a").size(), 2U);
    EXPECT_EQ(rows.of("rm-a").front().name, "app");
    EXPECT_THAT(rows.of("rm-b"), testing::IsEmpty());
    EXPECT_NO_THROW(migrate_tenant(database));
}

}  // namespace
}  // namespace rds::storage
