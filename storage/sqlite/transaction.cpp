#include "storage/sqlite/transaction.hpp"

#include "storage/sqlite/connection.hpp"

#include <sqlite3.h>

namespace rds::storage::sqlite {

Transaction::Transaction(Connection& connection, TransactionMode mode) : connection_{connection} {
    auto const immediate = mode == TransactionMode::immediate;
    connection_.statement(immediate ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED")->step();
}

Transaction::~Transaction() {
    // What SQLite has rolled back of itself (a full disk) it refuses to roll back once more, which
    // is no news: the failure that did it has been thrown.
    if (open_) sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    connection_.statement("COMMIT")->step();
    open_ = false;
}

}  // namespace rds::storage::sqlite
