// The only user of sqlite3.h: one small class for each of SQLite's concepts. A connection and all
// that it makes belong to one thread at a time.
#pragma once

#include "storage/sqlite/statement.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <unordered_map>

struct sqlite3;

namespace rds::storage::sqlite {

// How long a statement waits for a lock of another process, if it waits.
inline constexpr std::chrono::milliseconds kLockPatience{2000};

// The process ends: from now on none of its statements waits for a lock, nor goes on waiting. Any
// thread.
void stop_waiting_for_locks();

class Connection {
  public:
    // A new database in memory, or in a file that does not exist yet, foreign keys on. Throws
    // Error.
    static Connection in_memory() { return new_file(":memory:"); }

    static Connection new_file(std::filesystem::path const& file);

    // The database in a file that exists. Changes nothing by itself, except that closing the last
    // connection moves what the write-ahead log holds into the file. Throws Error, also if the file
    // cannot be written.
    static Connection existing_file(std::filesystem::path const& file);

    ~Connection() = default;
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    Connection(Connection&&) noexcept = default;
    Connection& operator=(Connection&& other) noexcept;

    // Runs a script of any number of statements that return no rows.
    void execute(std::string_view script);

    // The prepared statement of this text, reset and with no bindings. It is prepared once and kept
    // for the connection's life, and known again by where the text stands: pass only constants of
    // the program. The lease must end before the next one of the same constant.
    Lease statement(std::string_view sql);

    // Undoes the transaction that is open, if SQLite has not done so of itself (of a full disk).
    void roll_back() noexcept;

    // The number that such a statement gives in the first column of its first row.
    std::int64_t number(std::string_view sql, auto const&... parameters) {
        auto const query = statement(sql);
        query.with(parameters...)->step();
        return query->integer(0);
    }

    // Makes this database a copy of the other one, of the same page size, in one transaction; what
    // is prepared stays good. Neither may be in a transaction. Throws Error, having changed
    // nothing.
    void copy_from(Connection& other);

    // How many rows have been inserted, changed or deleted through this connection.
    std::int64_t changes();

    // Of all its pages.
    std::size_t bytes();

    // Gives back what statements run so far may have left behind: prepared ones, cached pages. No
    // lease may be alive.
    void release_memory();

    // Reads every page. Throws Error if the database is damaged.
    void check_integrity();

    // Whether statements wait for locks of other processes. In a file they do unless this says
    // otherwise.
    void wait_for_locks(bool wait);

    // Commits append to a log beside the file and survive the end of the process, not always a
    // power cut (synchronous=NORMAL); readers in other processes disturb nothing.
    void log_ahead();

    // Whether closing the last connection moves what the log holds into the file: yes, unless this
    // says otherwise.
    void empty_log_on_close(bool empty_it);

    sqlite3* handle() { return handle_.get(); }

  private:
    explicit Connection(sqlite3* handle);

    static Connection open(std::filesystem::path const& file, int flags);

    std::unique_ptr<sqlite3, int (*)(sqlite3*)> handle_;
    // By the address of the text: every request looks up several, and hashing an address costs the
    // same however long the text is. Equal constants at two addresses are merely prepared twice.
    std::unordered_map<char const*, std::unique_ptr<Statement>> statements_;
};

}  // namespace rds::storage::sqlite
