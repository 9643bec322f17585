#include "storage/account.hpp"

#include "storage/schema.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/transaction.hpp"

#include <mutex>

namespace rds::storage {

namespace {

sqlite::Connection migrated() {
    auto database = sqlite::Connection::in_memory();
    migrate_account(database);
    return database;
}

// Copies a database that has been migrated once for the whole process: a tenth of the time that
// running the migrations takes. The lock is held for microseconds, and only where an account opens.
sqlite::Connection empty_database() {
    static std::mutex one_at_a_time;  // copying reads through the original's connection
    static auto original = migrated();

    auto database = sqlite::Connection::in_memory();
    std::scoped_lock const lock{one_at_a_time};
    database.copy_from(original);
    return database;
}

}  // namespace

Account::Account(Clock clock)
    : database_{std::make_unique<sqlite::Connection>(empty_database())}, clock_{clock} {}

Account::~Account() = default;
Account::Account(Account&&) noexcept = default;
Account& Account::operator=(Account&&) noexcept = default;

Account::Transaction::Transaction(std::unique_ptr<sqlite::Transaction> transaction)
    : transaction_{std::move(transaction)} {}

Account::Transaction::~Transaction() = default;
Account::Transaction::Transaction(Transaction&&) noexcept = default;

void Account::Transaction::commit() {
    transaction_->commit();
}

Account::Transaction Account::begin(Access access) {
    auto const mode = access == Access::write ? sqlite::TransactionMode::immediate
                                              : sqlite::TransactionMode::deferred;
    return Transaction{std::make_unique<sqlite::Transaction>(*database_, mode)};
}

}  // namespace rds::storage
