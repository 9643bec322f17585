#include "storage/sqlite/error.hpp"

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

}  // namespace rds::storage::sqlite
