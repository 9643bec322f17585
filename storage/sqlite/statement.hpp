#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

struct sqlite3;
struct sqlite3_stmt;

namespace rds::storage::sqlite {

// On any clock, UTC.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// SQLite refused: the message says what was tried and SQLite's own words; code() is the extended
// result code. Or it is we who refuse a database; then the code is 0.
class Error : public std::runtime_error {
  public:
    explicit Error(std::string const& message, int code = 0)
        : std::runtime_error{message}, code_{code} {}

    int code() const { return code_; }

  private:
    int code_;
};

// SQL and SQLite's reports are written over several lines, a message is read on one.
std::string on_one_line(std::string_view text);

// Throws the Error that the last call on this database left, if `tried` is what that call did.
[[noreturn]] void fail(sqlite3* database, std::string_view tried);

// A prepared statement. Parameters and columns count as SQLite counts them: parameters from 1,
// columns from 0.
class Statement {
  public:
    Statement(sqlite3* database, std::string_view sql);

    // The text is not copied: it must live until the last step() of this run.
    void bind(int index, std::string_view text);
    void bind(int index, std::int64_t number);

    // As the number of milliseconds since 1970.
    void bind(int index, Instant instant) {
        bind(index, std::int64_t{instant.time_since_epoch().count()});
    }

    void bind(int index, std::same_as<double> auto number) { bind_real(index, number); }

    // NULL.
    void bind(int index, std::monostate);

    // As its number.
    template <class Enum>
    requires std::is_enum_v<Enum>

    void bind(int index, Enum value) { bind(index, static_cast<std::int64_t>(value)); }

    template <class... Alternatives>
    void bind(int index, std::variant<Alternatives...> const& value) {
        std::visit([&](auto const& held) { bind(index, held); }, value);
    }

    // NULL if there is none.
    template <class Value>
    void bind(int index, std::optional<Value> const& value) {
        value ? bind(index, *value) : bind(index, std::monostate{});
    }

    // True if there is a row to read. Throws Error.
    bool step();

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    Instant instant(int column) const;
    std::string_view text(int column) const;  // valid until the next step() or reset()

    void reset();

  private:
    void bind_real(int index, double number);
    void check(int code) const;

    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement_;
};

// A statement in use; resets it and clears its bindings at the end.
class Lease {
  public:
    explicit Lease(Statement& statement) : statement_{&statement} {}

    ~Lease() { statement_->reset(); }

    Lease(Lease const&) = delete;
    Lease& operator=(Lease const&) = delete;

    Statement& operator*() const { return *statement_; }

    Statement* operator->() const { return statement_; }

    // Binds the values in order, from the first parameter: numbers, enumerations, instants, texts,
    // or an std::optional of one. Texts are not copied.
    Lease const& with(auto const&... values) const {
        [[maybe_unused]] int index = 0;  // NOLINT(misc-const-correctness): with() binds nothing
        (statement_->bind(++index, values), ...);
        return *this;
    }

  private:
    Statement* statement_;
};

}  // namespace rds::storage::sqlite
