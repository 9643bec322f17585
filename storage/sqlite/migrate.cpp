#include "storage/sqlite/migrate.hpp"

#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/transaction.hpp"

#include <sqlite3.h>

#include <string>

namespace rds::storage::sqlite {

namespace {

bool is_fresh(Connection& connection) {
    auto const query = connection.statement("SELECT EXISTS (SELECT 1 FROM sqlite_schema)");
    query->step();
    return query->integer(0) == 0 && connection.application_id() == 0 &&
           connection.user_version() == 0;
}

// How many steps have run.
std::size_t
checked_version(Connection& connection, std::int32_t application_id, std::size_t known) {
    if (is_fresh(connection)) return 0;
    auto const version = connection.user_version();
    require_ours(connection.application_id(), version, application_id, known);
    return static_cast<std::size_t>(version);
}

void run(Connection& connection, Migration const& migration) {
    try {
        connection.execute(migration.script);
    } catch (Error const& error) {
        throw Error{
            "migration " + std::string{migration.name} + " failed: " + error.what(),
            error.code()};
    }
}

}  // namespace

void require_ours(
    std::int32_t application_id,
    std::int32_t user_version,
    std::int32_t our_application_id,
    std::size_t newest
) {
    if (application_id != our_application_id) {
        throw Error{
            "the database belongs to another program: its application_id is " +
                std::to_string(application_id) + ", ours is " + std::to_string(our_application_id) +
                "; give a database of ours or none",
            SQLITE_MISMATCH};
    }
    if (user_version < 0 || static_cast<std::size_t>(user_version) > newest) {
        throw Error{
            "the database was written by a newer version of this program: its user_version is " +
                std::to_string(user_version) + ", the newest that this program knows is " +
                std::to_string(newest) + "; use that program or start with no database",
            SQLITE_MISMATCH};
    }
}

void migrate(
    Connection& connection,
    std::int32_t application_id,
    std::span<Migration const> migrations
) {
    while (true) {
        // The version is read again inside each transaction: another process may have run a step.
        Transaction transaction{connection, TransactionMode::immediate};
        auto const version = checked_version(connection, application_id, migrations.size());
        if (version == migrations.size()) return;

        run(connection, migrations[version]);
        connection.set_application_id(application_id);
        connection.set_user_version(static_cast<std::int32_t>(version + 1));
        transaction.commit();
    }
}

}  // namespace rds::storage::sqlite
