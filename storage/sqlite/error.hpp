#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;

namespace rds::storage::sqlite {

// SQLite refused: the message says what was tried and SQLite's own words; code() is the extended
// result code.
class Error : public std::runtime_error {
  public:
    Error(std::string const& message, int code) : std::runtime_error{message}, code_{code} {}

    int code() const { return code_; }

  private:
    int code_;
};

// SQL and SQLite's reports are written over several lines, a message is read on one.
std::string on_one_line(std::string_view text);

// Throws the Error that the last call on this database left, if `tried` is what that call did.
[[noreturn]] void fail(sqlite3* database, std::string_view tried);

}  // namespace rds::storage::sqlite
