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

// The struct of a row, of whatever table.
using AnyRow = std::shared_ptr<void>;

template <class Row>
AnyRow new_row() {
    return std::make_shared<Row>();
}

// Immutable once made; any thread.
class Table {
  public:
    struct Definition {
        std::string_view name;          // in SQL: "backup_jobs"; in documents: "backupJobs"
        std::string_view noun;          // one of its rows: "backup job"
        std::string_view about;         // a sentence for people who write documents
        std::span<Field const> fields;  // which outlive the table
        AnyRow (*make)();

        std::string_view list{};           // in documents, if not by the table's name
        std::string_view path{};           // in the control API; empty: it has none
        Machine const* machine = nullptr;  // of its lifecycle
        std::size_t most = 0;              // rows of a tenant, or of one parent; 0: any number
        bool is_plain = false;  // documents list its rows at their top, and say no more of them
        bool is_short_by_name = false;  // a text in a list stands for a row of this name alone

        // What a new parent has, without its key, if nothing else is said.
        std::vector<AnyRow> (*usual)() = nullptr;

        std::vector<std::string_view> constraints{};  // conditions that every row meets
        std::string_view also_create{};  // SQL of indexes and triggers that may be there already
        std::string_view also_remove{};  // SQL that removes what else goes with a row of this key
    };

    // Without a key it has one row, which is there from the start.
    explicit Table(Definition const& definition);

    Definition const& definition() const { return definition_; }

    std::span<Field const> fields() const { return definition_.fields; }

    // A row with the fields' defaults.
    AnyRow make() const { return definition_.make(); }

    // The rows that belong to a new row of this key, if nothing else is said.
    std::vector<AnyRow> usual_rows(std::string const& parent) const;

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

    // The values of the fields that are the key, in their order.
    using Key = std::vector<Value>;

  private:
    friend class AnyRows;

    void prepare_changes(std::vector<std::string> const& columns);
    void prepare_queries();

    Definition definition_;
    std::vector<Field const*> keys_;
    std::string columns_;
    std::string key_columns_;

    // Each text stands where it is as long as the table: see Connection::statement().
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

// What documents call a list of its rows.
std::string list_name(Table const& table);

// As a column holds it, for statements of a store's own.
std::string json_text(Texts const& texts);
std::string json_text(TextsByName const& texts);

// The rows of a table whose struct is of no concern: each is taken as a pointer to it. Use inside a
// transaction on the tenant's strand. Throws sqlite::Error.
class AnyRows {
  public:
    AnyRows(sqlite::Connection& database, Table const& table)
        : database_{database}, table_{table} {}

    // Throws sqlite::Error if the key is taken.
    void add(void const* row);

    // The row of this key becomes what is given: with put(), also if there was none.
    void put(void const* row);
    void update(void const* row);

    // False: there is no such row.
    bool remove(Table::Key const& key);

    // nullptr: there is no such row.
    AnyRow find(Table::Key const& key);

    // In the order of their keys: those behind one key, or all, at most so many; a negative number
    // stands for any.
    std::vector<AnyRow> after(Table::Key key, int most);

    // Those that belong to rows from one key to another.
    std::vector<AnyRow> of(std::string const& first, std::string const& last);

    // Those that belong to one row.
    std::vector<AnyRow> of(std::string const& parent) { return of(parent, parent); }

    int count();

    // The keys in their order, at most so many, where one text is the key; a negative number stands
    // for any.
    std::vector<std::string> names(int most = -1);

  protected:
    // For statements of a store's own.
    sqlite::Connection& database() const { return database_; }

  private:
    void write(std::string const& sql, void const* row);
    std::vector<AnyRow> select(std::string const& sql, Table::Key const& key);

    sqlite::Connection& database_;
    Table const& table_;
};

// The lists that belong to rows of one table, by the keys of these.
using RowsByParent = std::map<std::string, std::vector<AnyRow>, std::less<>>;
using Children = std::vector<std::pair<Table const*, RowsByParent>>;

// The rows of a table as structs.
template <class Row>
class Rows : AnyRows {
  public:
    using AnyRows::AnyRows;
    using AnyRows::count;
    using AnyRows::names;

    void add(Row const& row) { AnyRows::add(&row); }

    void put(Row const& row) { AnyRows::put(&row); }

    void update(Row const& row) { AnyRows::update(&row); }

    bool remove(auto const&... key) { return AnyRows::remove({key_value(key)...}); }

    std::optional<Row> find(auto const&... key) {
        auto const row = AnyRows::find({key_value(key)...});
        return row == nullptr ? std::nullopt : std::optional{std::move(*struct_of(row))};
    }

    // The row of this key, which is there; without a key, the only one.
    Row get(auto const&... key) { return find(key...).value(); }

    std::vector<Row> after(Table::Key const& key, int most) {
        return structs_of(AnyRows::after(key, most));
    }

    std::vector<Row> all() { return after({}, -1); }

    std::vector<Row> of(std::string const& parent) { return structs_of(AnyRows::of(parent)); }

  protected:
    using AnyRows::database;

  private:
    static Row* struct_of(AnyRow const& row) { return static_cast<Row*>(row.get()); }

    static std::vector<Row> structs_of(std::vector<AnyRow> const& rows) {
        std::vector<Row> all;
        all.reserve(rows.size());
        for (auto const& row : rows)
            all.push_back(std::move(*struct_of(row)));
        return all;
    }

    static Value key_value(std::string_view text) { return std::string{text}; }

    static Value key_value(std::int64_t number) { return number; }
};

}  // namespace rds::storage
