#pragma once

#include <string_view>

namespace rds::storage::sqlite {

class Connection;

enum class TransactionMode : bool { deferred, immediate };

// Rolls back when destroyed unless committed.
class Transaction {
  public:
    Transaction(Connection& connection, TransactionMode mode);
    ~Transaction();
    Transaction(Transaction const&) = delete;
    Transaction& operator=(Transaction const&) = delete;

    // Throws Error; the transaction is then rolled back by the destructor.
    void commit();

  private:
    Connection& connection_;
    bool open_ = true;
};

}  // namespace rds::storage::sqlite
