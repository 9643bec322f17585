#include "tests/program/database.hpp"

#include <sqlite3.h>

#include <stdexcept>

namespace rds::kit {

namespace {

using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

[[noreturn]] void fail(sqlite3* handle, std::string const& tried) {
    throw std::runtime_error{tried + ": " + sqlite3_errmsg(handle)};
}

}  // namespace

Database::Database(std::filesystem::path const& file) {
    sqlite3* opened = nullptr;
    constexpr auto kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    auto const code = sqlite3_open_v2(file.c_str(), &opened, kFlags, nullptr);
    handle_.reset(opened);
    if (code != SQLITE_OK) fail(opened, "opening " + file.string());
}

void Database::execute(std::string const& script) {
    if (sqlite3_exec(handle_.get(), script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(handle_.get(), script);
}

std::int64_t Database::number(std::string const& query) {
    auto const values = column(query);
    if (values.empty()) throw std::runtime_error{"no row: " + query};
    return std::stoll(values.front());
}

std::vector<std::string> Database::column(std::string const& query) {
    sqlite3_stmt* prepared = nullptr;
    auto const code = sqlite3_prepare_v2(handle_.get(), query.c_str(), -1, &prepared, nullptr);
    Statement const statement{prepared, sqlite3_finalize};
    if (code != SQLITE_OK) fail(handle_.get(), query);

    std::vector<std::string> values;
    auto stepped = sqlite3_step(prepared);
    for (; stepped == SQLITE_ROW; stepped = sqlite3_step(prepared)) {
        auto const* const text = sqlite3_column_text(prepared, 0);
        // SQLite's text is unsigned char, ours is char.
        values.emplace_back(text == nullptr ? "" : reinterpret_cast<char const*>(text));
    }
    if (stepped != SQLITE_DONE) fail(handle_.get(), query);
    return values;
}

void Database::leave_log() {
    sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void Database::Close::operator()(sqlite3* handle) const {
    sqlite3_close(handle);
}

}  // namespace rds::kit
