// A table of SQLite whose columns are the fields of a resource: whatever reads and writes its rows
// is written here, once, for all resources.
#pragma once

#include "storage/fields/field.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
class Statement;
}  // namespace sqlite

struct Machine;

template <class Row>
std::shared_ptr<void> new_row() {
    return std::make_shared<Row>();
}

// Immutable once made; any thread. Its statements work inside a transaction on the tenant's strand
// and throw sqlite::Error.
class Table {
  public:
    struct Definition {
        std::string_view name;          // in SQL: "backup_jobs"; in documents: "backupJobs"
        std::string_view noun;          // one of its rows: "backup job"
        std::string_view about;         // a sentence for people who write documents
        std::span<Field const> fields;  // which outlive the table
        std::shared_ptr<void> (*make)();

        std::string_view path{};           // in the control API; empty: it has none
        Machine const* machine = nullptr;  // of its lifecycle
        std::size_t most = 0;              // rows of a tenant, or of one parent; 0: any number

        // What a new parent has, without its key, if nothing else is said.
        std::vector<std::shared_ptr<void>> (*usual)() = nullptr;

        std::vector<std::string_view> constraints{};  // conditions that every row meets
        std::string_view also_create{};  // SQL of indexes and triggers that may be there already
    };

    // Without a key it has one row, which is there from the start.
    explicit Table(Definition const& definition);

    Definition const& definition() const { return definition_; }

    std::span<Field const> fields() const { return definition_.fields; }

    // A row with the fields' defaults, which the functions below take.
    std::shared_ptr<void> make() const { return definition_.make(); }

    // The rows that belong to a new row of this key, if nothing else is said.
    std::vector<std::shared_ptr<void>> usual_rows(std::string const& parent) const;

    std::vector<Field const*> const& keys() const { return keys_; }

    // The field that names what its rows belong to, where they are a list of another table's row;
    // nullptr: they are not.
    Field const* parent_field() const;

    // Makes what is missing: the table, columns that it had not in an earlier version (with the
    // fields' defaults), and what stands beside it.
    void create_in(sqlite::Connection& database) const;

    // The columns that read() takes, for statements of the resource's own: "id, engine".
    std::string const& columns() const { return columns_; }

    // Fills the fields of a row from such columns, the first of the query. Returns how many they
    // are.
    int read(sqlite::Statement const& query, void* row) const;

    // Each takes the row's struct. Throws sqlite::Error if the key is taken.
    void insert(sqlite::Connection& database, void const* row) const;

    // The row of this key becomes what is given: with put(), also if there was none.
    void put(sqlite::Connection& database, void const* row) const;
    void update(sqlite::Connection& database, void const* row) const;

    // The values of the fields that are the key, in their order.
    using Key = std::vector<Value>;

    bool remove(sqlite::Connection& database, Key const& key) const;

    // False: there is no such row.
    bool find(sqlite::Connection& database, Key const& key, void* row) const;

    // Visits rows in the order of their keys: those behind `after`, or all, at most `most`; a
    // negative number stands for any. `next` gives the struct to fill, `visit` follows.
    void each(
        sqlite::Connection& database,
        Key const& after,
        int most,
        std::function<void*()> const& next
    ) const;

    // Visits the rows that belong to rows from one key to another, in the order of their keys.
    void each_of(
        sqlite::Connection& database,
        std::string const& first,
        std::string const& last,
        std::function<void*()> const& next
    ) const;

    int count(sqlite::Connection& database) const;

    // The keys in their order, at most so many, where one text is the key.
    std::vector<std::string> names(sqlite::Connection& database, int most) const;

  private:
    void prepare_create();
    void prepare_changes();
    void prepare_queries();

    Definition definition_;
    std::vector<Field const*> stored_;  // the fields that have columns
    std::vector<Field const*> keys_;
    std::string columns_;

    // Each text stands where it is as long as the table: see Connection::statement().
    std::string create_;
    std::string existing_;
    std::string insert_;
    std::string put_;
    std::string update_;
    std::string remove_;
    std::string find_;
    std::string first_;
    std::string after_;
    std::string of_parent_;
    std::string count_;
    std::string names_;
};

// The rows of a table whose struct is of no concern.
class AnyRows {
  public:
    using Row = std::shared_ptr<void>;

    AnyRows(sqlite::Connection& database, Table const& table)
        : database_{database}, table_{table} {}

    // Throws sqlite::Error if the key is taken.
    void add(void const* row) { table_.insert(database_, row); }

    // Changes the row of its key, which is there.
    void update(void const* row) { table_.update(database_, row); }

    // False: there is no such row.
    bool remove(Table::Key const& key) { return table_.remove(database_, key); }

    // nullptr: there is no such row.
    Row find(Table::Key const& key);

    // In the order of their keys: those behind one key, or all, at most so many; a negative number
    // stands for any.
    std::vector<Row> after(Table::Key const& key, int most);

    // Those that belong to rows from one key to another.
    std::vector<Row> of(std::string const& first, std::string const& last);

    // Those that belong to one row.
    std::vector<Row> of(std::string const& parent) { return of(parent, parent); }

  private:
    sqlite::Connection& database_;
    Table const& table_;
};

// The lists that belong to rows of one table, by the keys of these.
using RowsByParent = std::map<std::string, std::vector<AnyRows::Row>, std::less<>>;
using Children = std::vector<std::pair<Table const*, RowsByParent>>;

// The rows of a table as structs.
template <class Row>
class Rows {
  public:
    Rows(sqlite::Connection& database, Table const& table) : database_{database}, table_{table} {}

    // Throws sqlite::Error if the key is taken.
    void add(Row const& row) { table_.insert(database_, &row); }

    // Adds the row or replaces the one of its key.
    void put(Row const& row) { table_.put(database_, &row); }

    // Changes the row of its key, which is there.
    void update(Row const& row) { table_.update(database_, &row); }

    // False: there is no such row.
    bool remove(auto const&... key) { return table_.remove(database_, {key_value(key)...}); }

    std::optional<Row> find(auto const&... key) {
        std::optional<Row> row{std::in_place};
        if (!table_.find(database_, {key_value(key)...}, &*row)) row.reset();
        return row;
    }

    // The row of this key, which is there; without a key, the only one.
    Row get(auto const&... key) { return find(key...).value(); }

    // In the order of their keys: those behind one key, at most so many.
    std::vector<Row> after(Table::Key const& key, int most) {
        std::vector<Row> rows;
        table_.each(database_, key, most, [&rows] { return &rows.emplace_back(); });
        return rows;
    }

    std::vector<Row> all() { return after({}, -1); }

    // The rows that belong to one row of another table, in the order of their keys.
    std::vector<Row> of(std::string const& parent) {
        std::vector<Row> rows;
        table_.each_of(database_, parent, parent, [&rows] { return &rows.emplace_back(); });
        return rows;
    }

    int count() { return table_.count(database_); }

    // The keys in their order, at most so many, where one text is the key; a negative number stands
    // for any.
    std::vector<std::string> names(int most = -1) { return table_.names(database_, most); }

  protected:
    // For statements of a store's own.
    sqlite::Connection& database() const { return database_; }

  private:
    sqlite::Connection& database_;
    Table const& table_;

    static Value key_value(std::string_view text) { return std::string{text}; }

    static Value key_value(std::int64_t number) { return number; }
};

}  // namespace rds::storage
