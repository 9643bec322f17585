#include "storage/sqlite/migrate.hpp"

#include "storage/sqlite/connection.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace rds::storage::sqlite {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::int32_t kOurs = 4711;

std::vector<Migration> steps() {
    return {
        {"0001_first", "CREATE TABLE first (n INTEGER) STRICT"},
        {"0002_second", "CREATE TABLE second (n INTEGER) STRICT; INSERT INTO first VALUES (2)"},
    };
}

std::int64_t tables(Connection& connection) {
    auto const query = connection.statement("SELECT COUNT(*) FROM sqlite_schema");
    query->step();
    return query->integer(0);
}

std::string refusal(Connection& connection, std::vector<Migration> const& migrations) {
    try {
        migrate(connection, kOurs, migrations);
    } catch (Error const& error) {
        return error.what();
    }
    return "";
}

TEST(Migrate, RunsEveryStepOnAFreshDatabase) {
    auto connection = Connection::in_memory();

    migrate(connection, kOurs, steps());

    EXPECT_EQ(connection.application_id(), kOurs);
    EXPECT_EQ(connection.user_version(), 2);
    EXPECT_EQ(tables(connection), 2);
}

TEST(Migrate, RunsOnlyTheStepsThatAreMissing) {
    auto connection = Connection::in_memory();
    auto const all = steps();
    migrate(connection, kOurs, std::span{all}.first(1));
    EXPECT_EQ(connection.user_version(), 1);

    migrate(connection, kOurs, all);
    migrate(connection, kOurs, all);

    EXPECT_EQ(connection.user_version(), 2);
    EXPECT_EQ(tables(connection), 2);
}

TEST(Migrate, LeavesTheOldVersionWhenAStepFails) {
    auto connection = Connection::in_memory();
    auto broken = steps();
    broken.push_back({"0003_third", "CREATE TABLE third (n INTEGER) STRICT; SELEKT 1"});

    EXPECT_THAT(
        refusal(connection, broken),
        AllOf(HasSubstr("0003_third"), HasSubstr("syntax error"))
    );

    EXPECT_EQ(connection.user_version(), 2);
    EXPECT_EQ(tables(connection), 2);
}

TEST(Migrate, LeavesAFreshDatabaseFreshWhenTheFirstStepFails) {
    auto connection = Connection::in_memory();

    EXPECT_NE(refusal(connection, {{"0001_first", "SELEKT 1"}}), "");

    EXPECT_EQ(connection.application_id(), 0);
    EXPECT_EQ(connection.user_version(), 0);
    migrate(connection, kOurs, steps());
    EXPECT_EQ(connection.user_version(), 2);
}

TEST(Migrate, RefusesTheDatabaseOfAnotherProgram) {
    auto connection = Connection::in_memory();
    connection.set_application_id(99);

    EXPECT_THAT(
        refusal(connection, steps()),
        AllOf(HasSubstr("another program"), HasSubstr("99"), HasSubstr("4711"))
    );
    EXPECT_EQ(tables(connection), 0);
}

TEST(Migrate, RefusesADatabaseThatHasTablesAndNoApplicationId) {
    auto connection = Connection::in_memory();
    connection.execute("CREATE TABLE theirs (n INTEGER) STRICT");

    EXPECT_THAT(refusal(connection, steps()), HasSubstr("another program"));
    EXPECT_EQ(tables(connection), 1);
}

TEST(Migrate, RefusesTheDatabaseOfANewerVersion) {
    auto connection = Connection::in_memory();
    migrate(connection, kOurs, steps());
    connection.set_user_version(3);

    EXPECT_THAT(
        refusal(connection, steps()),
        AllOf(HasSubstr("newer version"), HasSubstr("user_version is 3"), HasSubstr("knows is 2"))
    );
    EXPECT_EQ(connection.user_version(), 3);
}

}  // namespace
}  // namespace rds::storage::sqlite
