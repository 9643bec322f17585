#pragma once

#include "storage/backup_jobs.hpp"
#include "storage/clock.hpp"
#include "storage/instances.hpp"
#include "storage/plans.hpp"
#include "storage/settings.hpp"

#include <cstdint>
#include <memory>

namespace rds::storage {

namespace sqlite {
class Connection;
class Transaction;
}  // namespace sqlite

// Whether a transaction means to write. A reading one may still write (a poll that counts).
enum class Access : std::uint8_t { read, write };

// One account's state: its database and its clock. Not for several threads: whoever uses it enters
// the account first.
class Account {
  public:
    // In memory, migrated, empty. Takes some 30 microseconds and 35 KiB, on any thread.
    explicit Account(Clock clock);
    ~Account();
    Account(Account const&) = delete;
    Account& operator=(Account const&) = delete;
    Account(Account&&) noexcept;
    Account& operator=(Account&&) noexcept;

    // Rolls back when destroyed unless committed. One at a time.
    class Transaction {
      public:
        explicit Transaction(std::unique_ptr<sqlite::Transaction> transaction);
        ~Transaction();
        Transaction(Transaction const&) = delete;
        Transaction& operator=(Transaction const&) = delete;
        Transaction(Transaction&&) noexcept;
        void commit();

      private:
        std::unique_ptr<sqlite::Transaction> transaction_;
    };

    Transaction begin(Access access);

    Clock const& clock() const { return clock_; }

    Instances instances() { return Instances{*database_}; }

    BackupJobs backup_jobs() { return BackupJobs{*database_}; }

    Plans plans() { return Plans{*database_}; }

    Settings settings() { return Settings{*database_}; }

  private:
    std::unique_ptr<sqlite::Connection> database_;
    Clock clock_;
};

}  // namespace rds::storage
