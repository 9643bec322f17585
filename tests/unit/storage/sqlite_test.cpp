#include "storage/sqlite/connection.hpp"
#include "storage/tenant/tenant.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <optional>
#include <string>

namespace rds::storage::sqlite {
namespace {

using testing::HasSubstr;

enum class Colour : std::uint8_t { red = 3 };

constexpr std::string_view kInsert = "INSERT INTO t (number, text) VALUES (?1, ?2)";
constexpr std::string_view kCount = "SELECT COUNT(*) FROM t";

Connection with_table() {
    auto connection = Connection::in_memory();
    connection.execute("CREATE TABLE t (number INTEGER, text TEXT) STRICT");
    return connection;
}

std::int64_t number(Connection& connection, std::string_view sql) {
    auto const query = connection.statement(sql);
    query->step();
    return query->integer(0);
}

TEST(Connection, KeepsForeignKeysAndMistrustsTheSchema) {
    auto connection = Connection::in_memory();
    EXPECT_EQ(number(connection, "PRAGMA foreign_keys"), 1);
    EXPECT_EQ(number(connection, "PRAGMA trusted_schema"), 0);
}

TEST(Connection, NamesWhatItTriedAndTheExtendedCode) {
    auto connection = Connection::in_memory();
    connection.execute("CREATE TABLE u (n INTEGER NOT NULL UNIQUE) STRICT; INSERT INTO u VALUES (1)"
    );
    try {
        connection.statement("INSERT INTO u\nVALUES (1)")->step();
        FAIL() << "a duplicate was taken";
    } catch (Error const& error) {
        EXPECT_EQ(error.code(), SQLITE_CONSTRAINT_UNIQUE);
        EXPECT_THAT(error.what(), HasSubstr("UNIQUE constraint failed: u.n"));
        EXPECT_THAT(error.what(), HasSubstr("INSERT INTO u VALUES (1)"));
    }
}

TEST(Connection, RefusesAStatementThatSqliteDoesNotUnderstand) {
    auto connection = Connection::in_memory();
    EXPECT_THROW(connection.statement("SELEKT 1"), Error);
    EXPECT_THROW(connection.execute("CREATE TABLE a (n INTEGER) STRICT; SELEKT 1"), Error);
    EXPECT_THROW(connection.statement("SELECT \"no_such_column\""), Error);
}

TEST(Connection, CopiesAnotherDatabaseWhole) {
    auto original = with_table();
    original.statement(kInsert).with(1, "a")->step();
    original.execute("PRAGMA user_version = 7");
    auto copy = Connection::in_memory();

    copy.copy_from(original);
    copy.statement(kInsert).with(2, "b")->step();

    EXPECT_EQ(number(copy, kCount), 2);
    EXPECT_EQ(copy.number("PRAGMA user_version"), 7);
    EXPECT_EQ(number(original, kCount), 1);
}

TEST(Connection, MovesWithItsStatements) {
    auto connection = with_table();
    connection.statement(kInsert).with(1, "a")->step();
    auto other = with_table();
    number(other, kCount);

    other = std::move(connection);

    EXPECT_EQ(number(other, kCount), 1);
}

TEST(Statement, BindsNumbersTextsEnumerationsAndTheirAbsence) {
    auto connection = Connection::in_memory();
    auto const query = connection.statement("SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7");
    std::string const text = "text";
    std::optional const maybe_text{text};

    query.with(
        -1,
        std::int64_t{1} << 40,
        text,
        std::string_view{"view"},
        Colour::red,
        std::optional<int>{},
        maybe_text
    );

    ASSERT_TRUE(query->step());
    EXPECT_EQ(query->integer(0), -1);
    EXPECT_EQ(query->integer(1), std::int64_t{1} << 40);
    EXPECT_EQ(query->text(2), "text");
    EXPECT_EQ(query->text(3), "view");
    EXPECT_EQ(query->integer(4), 3);
    EXPECT_TRUE(query->is_null(5));
    EXPECT_EQ(query->text(6), "text");
    EXPECT_FALSE(query->step());
}

TEST(Statement, TakesAnEmptyTextForATextAndKeepsZeroBytes) {
    auto connection = Connection::in_memory();
    auto const query = connection.statement("SELECT ?1, ?2");
    std::string const zero{"a\0b", 3};

    query.with(std::string_view{}, zero)->step();

    EXPECT_FALSE(query->is_null(0));
    EXPECT_EQ(query->text(0), "");
    EXPECT_EQ(query->text(1), zero);
}

TEST(Statement, RefusesAParameterThatItDoesNotHave) {
    auto connection = Connection::in_memory();
    auto const query = connection.statement("SELECT ?1");
    EXPECT_THROW(query.with(1, 2), Error);
}

TEST(Lease, ResetsTheStatementAndItsBindings) {
    auto connection = with_table();
    connection.execute("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    constexpr std::string_view kSql = "SELECT number, ?1 FROM t ORDER BY number";
    {
        auto const first = connection.statement(kSql);
        first.with("bound")->step();
        EXPECT_EQ(first->text(1), "bound");
    }

    auto const second = connection.statement(kSql);

    ASSERT_TRUE(second->step());
    EXPECT_EQ(second->integer(0), 1);
    EXPECT_TRUE(second->is_null(1));
}

TEST(Lease, OfTheSameConstantIsTheSameStatement) {
    auto connection = with_table();
    auto const* const first = &*connection.statement(kCount);
    EXPECT_EQ(&*connection.statement(kCount), first);
}

TEST(Lease, OfTheSameTextElsewhereDoesTheSame) {
    std::string const same_text_elsewhere{kCount};
    auto connection = with_table();
    EXPECT_EQ(number(connection, kCount), 0);
    EXPECT_EQ(number(connection, same_text_elsewhere), 0);
}

TEST(Lease, LeavesTheStatementUsableAfterAFailure) {
    auto connection = with_table();
    EXPECT_THROW(connection.statement(kInsert).with("no number", "a")->step(), Error);
    connection.statement(kInsert).with(1, "a")->step();
    EXPECT_EQ(number(connection, kCount), 1);
}

TEST(Transaction, RollsBackUnlessCommitted) {
    auto connection = with_table();
    {
        Transaction const transaction{connection, Access::write};
        connection.statement(kInsert).with(1, "a")->step();
    }
    EXPECT_EQ(number(connection, kCount), 0);
    {
        Transaction transaction{connection, Access::read};
        connection.statement(kInsert).with(1, "a")->step();
        transaction.commit();
    }
    EXPECT_EQ(number(connection, kCount), 1);
}

TEST(Transaction, RollsBackWhenAnExceptionUnwindsEvenInTheMiddleOfAQuery) {
    auto connection = with_table();
    auto const failing = [&] {
        Transaction const transaction{connection, Access::write};
        connection.execute("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        auto const query = connection.statement("SELECT number FROM t");
        query->step();
        throw std::runtime_error{"handler failed"};
    };

    EXPECT_THROW(failing(), std::runtime_error);

    EXPECT_EQ(number(connection, kCount), 0);
    Transaction{connection, Access::write}.commit();
}

TEST(Transaction, WhoseCommitFailsIsRolledBack) {
    auto connection = with_table();
    connection.execute(
        "CREATE TABLE child (n INTEGER REFERENCES parent (n) DEFERRABLE INITIALLY DEFERRED) STRICT;"
        "CREATE TABLE parent (n INTEGER NOT NULL PRIMARY KEY) STRICT"
    );
    {
        Transaction transaction{connection, Access::write};
        connection.execute("INSERT INTO child VALUES (1)");
        EXPECT_THROW(transaction.commit(), Error);
    }
    EXPECT_EQ(number(connection, "SELECT COUNT(*) FROM child"), 0);
    Transaction{connection, Access::write}.commit();
}

TEST(Transaction, IsOneAtATime) {
    auto connection = with_table();
    Transaction const first{connection, Access::write};
    EXPECT_THROW((Transaction{connection, Access::write}), Error);
}

}  // namespace
}  // namespace rds::storage::sqlite
