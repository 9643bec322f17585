#include "storage/sqlite/error.hpp"

#include <sqlite3.h>

namespace rds::storage::sqlite {

namespace {

// SQL is written over several lines, a message is read on one.
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

}  // namespace

void fail(sqlite3* database, std::string_view tried) {
    auto const code = sqlite3_extended_errcode(database);
    throw Error{
        std::string{"SQLite: "} + sqlite3_errmsg(database) + " (code " + std::to_string(code) +
            ") in: " + on_one_line(tried),
        code};
}

}  // namespace rds::storage::sqlite
