#include "storage/sqlite/connection.hpp"

#include <sqlite3.h>

#include <atomic>
#include <string>
#include <thread>
#include <utility>

namespace rds::storage::sqlite {

namespace {

// NOMUTEX: one thread at a time is our caller's promise.
constexpr int kOpenFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

// Instead of SQLite's own 1200 x 40: there may be hundreds of databases, most of them nearly empty.
constexpr int kLookasideBytes = 256;
constexpr int kLookasideSlots = 32;

void set(sqlite3* handle, int option, int value) {
    if (sqlite3_db_config(handle, option, value, nullptr) != SQLITE_OK) {
        fail(handle, "sqlite3_db_config " + std::to_string(option));
    }
}

bool is_damage(int extended_code) {
    constexpr int kPrimary = 0xFF;  // https://www.sqlite.org/rescode.html#pve
    auto const code = extended_code & kPrimary;
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

std::atomic<bool> waits_are_over{false};

// SQLite's own handler would not look up before its time is over.
int wait_for_lock(void* /*unused*/, int tries) {
    constexpr std::chrono::milliseconds kStep{5};
    if (waits_are_over || tries * kStep >= kLockPatience) return 0;
    std::this_thread::sleep_for(kStep);
    return 1;
}

}  // namespace

void stop_waiting_for_locks() {
    waits_are_over = true;
}

Connection::Connection(sqlite3* handle) : handle_{handle, sqlite3_close} {}

Connection Connection::open(std::filesystem::path const& file, int flags) {
    // SQLite counts every allocation under a global mutex unless told not to; before its first use.
    static auto const uncounted [[maybe_unused]] = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);

    sqlite3* opened = nullptr;
    auto const code = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
    Connection connection{opened};
    if (code != SQLITE_OK) fail(opened, "opening " + file.string());

    sqlite3_db_config(opened, SQLITE_DBCONFIG_LOOKASIDE, nullptr, kLookasideBytes, kLookasideSlots);
    set(opened, SQLITE_DBCONFIG_ENABLE_FKEY, 1);
    set(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
    set(opened, SQLITE_DBCONFIG_DQS_DML, 0);
    set(opened, SQLITE_DBCONFIG_DQS_DDL, 0);
    return connection;
}

Connection Connection::new_file(std::filesystem::path const& file) {
    auto connection = open(file, kOpenFlags | SQLITE_OPEN_CREATE);
    // Each table and index takes a page at least. One database is copied into another only if their
    // pages have one size.
    connection.execute("PRAGMA page_size = 1024");
    return connection;
}

Connection Connection::existing_file(std::filesystem::path const& file) {
    auto connection = open(file, kOpenFlags);
    // SQLite is content with reading if it may not write.
    if (sqlite3_db_readonly(connection.handle(), "main") != 0)
        throw Error{"cannot be written; check its permissions"};
    connection.wait_for_locks(true);
    return connection;
}

// Statements end before the database that they belong to.
Connection& Connection::operator=(Connection&& other) noexcept {
    statements_ = std::move(other.statements_);
    handle_ = std::move(other.handle_);
    return *this;
}

void Connection::execute(std::string_view script) {
    std::string const text{script};
    if (sqlite3_exec(handle(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail(handle(), script);
    }
}

// A refusal is no news: the failure that made SQLite roll back has been thrown.
void Connection::roll_back() noexcept {
    sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Lease Connection::statement(std::string_view sql) {
    auto found = statements_.find(sql.data());
    if (found == statements_.end()) {
        found = statements_.emplace(sql.data(), std::make_unique<Statement>(handle(), sql)).first;
    }
    return Lease{*found->second};
}

void Connection::copy_from(Connection& other) {
    auto* const backup = sqlite3_backup_init(handle(), "main", other.handle(), "main");
    if (backup == nullptr) fail(handle(), "starting to copy a database");
    auto const step = sqlite3_backup_step(backup, -1);
    auto const finish = sqlite3_backup_finish(backup);
    if (finish != SQLITE_OK) fail(handle(), "copying a database");
    // A lock that does not end is no failure to SQLite, which would have it tried again.
    if (step != SQLITE_DONE) {
        throw Error{
            std::string{"SQLite: "} + sqlite3_errstr(step) + " in: copying a database",
            step};
    }
    execute("SELECT 1");  // only where a statement ends does SQLite see that the log is long
}

std::int64_t Connection::changes() {
    return sqlite3_total_changes64(handle());
}

std::size_t Connection::bytes() {
    return static_cast<std::size_t>(number("PRAGMA page_count") * number("PRAGMA page_size"));
}

void Connection::release_memory() {
    statements_.clear();
    sqlite3_db_release_memory(handle());
}

void Connection::check_integrity() {
    std::string found;
    try {
        auto const check = statement("PRAGMA quick_check(1)");
        check->step();
        found = check->text(0);
    } catch (Error const& error) {
        if (!is_damage(error.code())) throw;
        found = error.what();
    }
    if (found != "ok") throw Error{"is damaged: " + on_one_line(found)};
}

void Connection::wait_for_locks(bool wait) {
    sqlite3_busy_handler(handle(), wait ? wait_for_lock : nullptr, nullptr);
}

void Connection::log_ahead() {
    execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    // The log is moved into the file when it has 4 MiB, as with SQLite's usual 1000 pages of 4 KiB.
    execute("PRAGMA wal_autocheckpoint = 4000");
}

void Connection::empty_log_on_close(bool empty_it) {
    set(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, empty_it ? 0 : 1);
}

}  // namespace rds::storage::sqlite
