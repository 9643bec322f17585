#include "storage/sqlite/statement.hpp"

#include <sqlite3.h>

#include <system_error>

namespace rds::storage::sqlite {

std::string on_one_line(std::string_view text) {
    std::string line;
    for (auto const c : text) {
        auto const blank = c == ' ' || c == '\n';
        if (!blank) {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    return line;
}

namespace {

// What the system said, where that was the cause: ": No space left on device".
std::string cause(sqlite3* database, int extended_code) {
    constexpr int kPrimary = 0xFF;
    auto const code = extended_code & kPrimary;
    auto const number = sqlite3_system_errno(database);
    auto const from_system = code == SQLITE_IOERR || code == SQLITE_CANTOPEN || code == SQLITE_FULL;
    if (!from_system || number == 0) return {};
    return ": " + std::generic_category().message(number);
}

}  // namespace

void fail(sqlite3* database, std::string_view tried) {
    auto const code = sqlite3_extended_errcode(database);
    throw Error{
        std::string{"SQLite: "} + sqlite3_errmsg(database) + cause(database, code) + " (code " +
            std::to_string(code) + ") in: " + on_one_line(tried),
        code};
}

Statement::Statement(sqlite3* database, std::string_view sql)
    : statement_{nullptr, sqlite3_finalize} {
    sqlite3_stmt* prepared = nullptr;
    auto const code = sqlite3_prepare_v3(
        database,
        sql.data(),
        static_cast<int>(sql.size()),
        SQLITE_PREPARE_PERSISTENT,
        &prepared,
        nullptr
    );
    statement_.reset(prepared);
    if (code != SQLITE_OK) fail(database, sql);
}

void Statement::bind(int index, std::string_view text) {
    // SQLite takes a null pointer for NULL, and an empty view may have one.
    auto const* const bytes = text.empty() ? "" : text.data();
    check(
        sqlite3_bind_text64(statement_.get(), index, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8)
    );
}

void Statement::bind(int index, std::int64_t number) {
    check(sqlite3_bind_int64(statement_.get(), index, number));
}

void Statement::bind_real(int index, double number) {
    check(sqlite3_bind_double(statement_.get(), index, number));
}

void Statement::bind(int index, std::monostate) {
    check(sqlite3_bind_null(statement_.get(), index));
}

bool Statement::step() {
    auto const code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) check(code);
    return false;
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(statement_.get(), column);
}

Instant Statement::instant(int column) const {
    return Instant{std::chrono::milliseconds{integer(column)}};
}

std::string_view Statement::text(int column) const {
    auto const* const bytes = sqlite3_column_text(statement_.get(), column);
    if (bytes == nullptr) return {};
    auto const size = sqlite3_column_bytes(statement_.get(), column);
    // SQLite's text is unsigned char, ours is char.
    return {reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(size)};
}

void Statement::reset() {
    // Its result is that of the last step(), which has been told already.
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
}

void Statement::check(int code) const {
    if (code == SQLITE_OK) return;
    fail(sqlite3_db_handle(statement_.get()), sqlite3_sql(statement_.get()));
}

}  // namespace rds::storage::sqlite
