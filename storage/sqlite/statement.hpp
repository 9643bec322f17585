#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <variant>

struct sqlite3;
struct sqlite3_stmt;

namespace rds::storage::sqlite {

// A prepared statement. Parameters and columns count as SQLite counts them: parameters from 1,
// columns from 0.
class Statement {
  public:
    Statement(sqlite3* database, std::string_view sql);

    // The text is not copied: it must live until the last step() of this run.
    void bind(int index, std::string_view text);
    void bind(int index, std::int64_t number);

    void bind(int index, std::same_as<double> auto number) { bind_real(index, number); }

    void bind_null(int index);

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
        if (value) {
            bind(index, *value);
        } else {
            bind_null(index);
        }
    }

    // True if there is a row to read. Throws Error.
    bool step();

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;  // valid until the next step() or reset()

    void reset();

  private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    void bind_real(int index, double number);
    void check(int code) const;

    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
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

    // Binds the values in order, from the first parameter: whole numbers, enumerations, texts, or
    // an std::optional of one. Texts are not copied.
    Lease const& with(auto const&... values) const {
        int index = 0;
        (statement_->bind(++index, values), ...);
        return *this;
    }

  private:
    Statement* statement_;
};

}  // namespace rds::storage::sqlite
