#include "storage/fields/table.hpp"

#include "storage/lifecycle/machine.hpp"
#include "storage/sqlite/connection.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <stdexcept>

namespace rds::storage {

namespace {

// A list or a map is one text of JSON, which SQLite's own functions can search.

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

void write(JsonWriter& writer, Texts const& texts) {
    writer.StartArray();
    for (auto const& text : texts)
        writer.String(text);
    writer.EndArray();
}

void write(JsonWriter& writer, TextsByName const& texts) {
    writer.StartObject();
    for (auto const& [name, text] : texts) {
        writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
        writer.String(text);
    }
    writer.EndObject();
}

std::string json_of(auto const& list) {
    rapidjson::StringBuffer buffer;
    JsonWriter writer{buffer};
    write(writer, list);
    return {buffer.GetString(), buffer.GetSize()};
}

rapidjson::Document parsed(std::string_view json) {
    rapidjson::Document document;
    document.Parse(json.data(), json.size());
    if (document.HasParseError())
        throw sqlite::Error{"a column of the database holds a damaged list"};
    return document;
}

std::string text_in(rapidjson::Value const& value) {
    return {value.GetString(), value.GetStringLength()};
}

// Most lists are empty, and a parser costs more than all the other columns of a row.
Texts texts_in(std::string_view json) {
    Texts texts;
    if (json == "[]") return texts;
    auto const document = parsed(json);
    for (auto const& text : document.GetArray())
        texts.push_back(text_in(text));
    return texts;
}

TextsByName texts_by_name_in(std::string_view json) {
    TextsByName texts;
    if (json == "{}") return texts;
    auto const document = parsed(json);
    for (auto const& member : document.GetObject())
        texts.emplace(text_in(member.name), text_in(member.value));
    return texts;
}

// As SQLite holds it.
using Stored = std::variant<std::monostate, std::int64_t, std::string>;

struct Store {
    Stored operator()(std::monostate) const { return {}; }

    Stored operator()(bool flag) const { return std::int64_t{flag}; }

    Stored operator()(std::int64_t number) const { return number; }

    Stored operator()(std::string text) const { return text; }

    Stored operator()(Instant instant) const { return instant.time_since_epoch().count(); }

    Stored operator()(Duration duration) const { return std::int64_t{duration.count()}; }

    Stored operator()(auto const& list) const { return json_of(list); }
};

Stored stored(Value value) {
    return std::visit(Store{}, std::move(value));
}

std::vector<Stored> stored(Table::Key const& key) {
    std::vector<Stored> values;
    for (auto const& value : key)
        values.push_back(stored(value));
    return values;
}

// The values outlive what the statement does with them.
void bind_all(sqlite::Lease const& query, std::vector<Stored> const& values) {
    for (int index = 0; auto const& value : values)
        query->bind(++index, value);
}

Value loaded(sqlite::Statement const& query, int column, Type type) {
    if (query.is_null(column)) return std::monostate{};
    switch (type) {
        case Type::boolean:
            return query.integer(column) != 0;
        case Type::number:
        case Type::word:
            return query.integer(column);
        case Type::text:
            return std::string{query.text(column)};
        case Type::instant:
            return query.instant(column);
        case Type::duration:
            return Duration{query.integer(column)};
        case Type::texts:
            return texts_in(query.text(column));
        case Type::texts_by_name:
            return texts_by_name_in(query.text(column));
    }
    throw std::logic_error{"a type without columns"};
}

std::string literal(Stored const& value) {
    if (auto const* const text = std::get_if<std::string>(&value))
        return fmt::format("'{}'", *text);
    auto const* const number = std::get_if<std::int64_t>(&value);
    return number == nullptr ? "NULL" : fmt::format("{}", *number);
}

// What the database itself refuses, whoever writes. Upper limits may grow, and a check of a table
// that is there cannot be changed.
std::string check(Field const& field, std::string const& column) {
    auto const& rule = field.rule;
    if (field.type == Type::boolean) return fmt::format(" CHECK ({} IN (0, 1))", column);
    if (field.type == Type::word || field.type == Type::duration)
        return fmt::format(" CHECK ({} >= 0)", column);
    if (field.type == Type::number && rule.least >= 0)
        return fmt::format(" CHECK ({} >= {})", column, rule.least);
    if (field.is_key && field.type == Type::text) return fmt::format(" CHECK ({} <> '')", column);
    return {};
}

std::string column_definition(Field const& field) {
    auto const column = column_of(field);
    auto const is_text =
        field.type == Type::text || field.type == Type::texts || field.type == Type::texts_by_name;
    auto sql = fmt::format("{} {}", column, is_text ? "TEXT" : "INTEGER");
    if (!field.is_nullable) sql += " NOT NULL";
    if (!field.references.empty()) {
        sql += fmt::format(" REFERENCES {} (id) ON DELETE CASCADE", field.references);
    } else if (!field.is_key) {
        sql += fmt::format(" DEFAULT {}", literal(stored(field.initial())));
    }
    return sql + check(field, column);
}

// For a table of an earlier version. The plus keeps the ID's type from being forced on moves of all
// kinds, which no index could follow.
std::string add_polled(
    std::string_view table,
    std::string_view column,
    Machine const& machine,
    std::string_view id
) {
    constexpr std::string_view kSql = R"(ALTER TABLE {0} ADD COLUMN {1};
UPDATE {0} SET polled = EXISTS (
    SELECT 1 FROM moves AS move
    WHERE move.kind = {2} AND move.id = +{0}.{3} AND move.settled = 0 AND move.polls IS NOT NULL
);
)";
    return fmt::format(kSql, table, column, static_cast<int>(machine.kind), id);
}

// "id, name"
std::string list_of(std::vector<std::string> const& columns) {
    return fmt::format("{}", fmt::join(columns, ", "));
}

// "?1, ?2"
std::string parameters(std::size_t count) {
    std::string text;
    for (std::size_t i = 1; i <= count; ++i)
        text += fmt::format("{}?{}", i > 1 ? ", " : "", i);
    return text;
}

}  // namespace

Table::Table(Definition const& definition) : definition_{definition} {
    std::vector<std::string> columns;
    std::vector<std::string> key_columns;
    for (auto const& field : definition.fields) {
        columns.push_back(column_of(field));
        if (!field.is_key) continue;
        keys_.push_back(&field);
        key_columns.push_back(columns.back());
    }
    columns_ = list_of(columns);
    key_columns_ = list_of(key_columns);
    prepare_changes(columns);
    prepare_queries();
}

// Each parameter has the number of its column.
void Table::prepare_changes(std::vector<std::string> const& columns) {
    auto const& name = definition_.name;
    std::vector<std::string> changes;
    std::vector<std::string> conditions;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        auto* const list = fields()[i].is_key ? &conditions : &changes;
        list->push_back(fmt::format("{} = ?{}", columns[i], i + 1));
    }
    auto const set = fmt::format("SET {}", list_of(changes));
    insert_ =
        fmt::format("INSERT INTO {} ({}) VALUES ({})", name, columns_, parameters(columns.size()));
    put_ = fmt::format("{} ON CONFLICT ({}) DO UPDATE {}", insert_, key_columns_, set);
    update_ = fmt::format("UPDATE {} {}", name, set);
    if (!keys_.empty()) update_ += fmt::format(" WHERE {}", fmt::join(conditions, " AND "));
}

void Table::prepare_queries() {
    auto const& name = definition_.name;
    auto const count = keys_.size();
    auto const key = fmt::format("({})", parameters(count));
    auto const is_it = count == 0 ? "one = 1" : fmt::format("({}) = {}", key_columns_, key);
    auto const select = fmt::format("SELECT {} FROM {}", columns_, name);
    auto const order = fmt::format("ORDER BY {} LIMIT", key_columns_);
    remove_ = fmt::format("DELETE FROM {} WHERE {} RETURNING 1", name, is_it);
    find_ = fmt::format("{} WHERE {}", select, is_it);
    first_ = fmt::format("{} {} ?1", select, order);
    after_ = fmt::format("{} WHERE ({}) > {} {} ?{}", select, key_columns_, key, order, count + 1);
    if (auto const* const parent = parent_field()) {
        of_parent_ =
            fmt::format("{} WHERE {} BETWEEN ?1 AND ?2 {} -1", select, column_of(*parent), order);
    }
    count_ = fmt::format("SELECT COUNT(*) FROM {}", name);
    if (count == 1) names_ = fmt::format("SELECT {} FROM {} {} ?1", key_columns_, name, order);
}

std::vector<AnyRow> Table::usual_rows(std::string const& parent) const {
    if (definition_.usual == nullptr) return {};
    auto rows = definition_.usual();
    for (auto const& row : rows)
        parent_field()->set(row.get(), parent);
    return rows;
}

Field const* Table::parent_field() const {
    auto const found =
        std::ranges::find_if(keys_, [](Field const* key) { return !key->references.empty(); });
    return found == keys_.end() ? nullptr : *found;
}

void Table::create_in(sqlite::Connection& database) const {
    auto const& name = definition_.name;
    std::vector<std::string> there;
    {
        auto const query = database.statement("SELECT name FROM pragma_table_info(?1)");
        query.with(name);
        while (query->step())
            there.emplace_back(query->text(0));
    }
    std::string sql;
    std::vector<std::string> parts;
    for (auto const& field : fields()) {
        auto const& column = parts.emplace_back(column_definition(field));
        if (!there.empty() && std::ranges::find(there, column_of(field)) == there.end())
            sql += fmt::format("ALTER TABLE {} ADD COLUMN {};\n", name, column);
    }
    if (definition_.machine != nullptr) {
        parts.emplace_back("held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1))");
        parts.emplace_back("polled INTEGER NOT NULL DEFAULT 0 CHECK (polled IN (0, 1))");
        if (!there.empty() && std::ranges::find(there, "polled") == there.end())
            sql += add_polled(name, parts.back(), *definition_.machine, key_columns_);
    }
    for (auto const constraint : definition_.constraints)
        parts.push_back(fmt::format("CHECK ({})", constraint));
    auto const is_one_row = keys_.empty();
    parts.push_back(
        is_one_row ? "one INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1)"
                   : fmt::format("PRIMARY KEY ({})", key_columns_)
    );
    auto const has_rowid = is_one_row || (keys_.size() == 1 && keys_[0]->type == Type::number);
    sql += fmt::format(
        "CREATE TABLE IF NOT EXISTS {} (\n    {}\n) STRICT{};\n",
        name,
        fmt::join(parts, ",\n    "),
        has_rowid ? "" : ", WITHOUT ROWID"
    );
    if (is_one_row) sql += fmt::format("INSERT OR IGNORE INTO {} (one) VALUES (1);\n", name);
    database.execute(sql.append(definition_.also_create));
}

int Table::read(sqlite::Statement const& query, void* row) const {
    int column = 0;
    for (auto const& field : fields())
        field.set(row, loaded(query, column++, field.type));
    return column;
}

std::string list_name(Table const& table) {
    auto const& its = table.definition();
    return its.list.empty() ? camel_case(its.name) : std::string{its.list};
}

std::string json_text(Texts const& texts) {
    return json_of(texts);
}

std::string json_text(TextsByName const& texts) {
    return json_of(texts);
}

void AnyRows::add(void const* row) {
    write(table_.insert_, row);
}

void AnyRows::put(void const* row) {
    write(table_.put_, row);
}

void AnyRows::update(void const* row) {
    write(table_.update_, row);
}

void AnyRows::write(std::string const& sql, void const* row) {
    std::vector<Stored> values;
    for (auto const& field : table_.fields())
        values.push_back(stored(field.get(row)));
    auto const query = database_.statement(sql);
    bind_all(query, values);
    query->step();
}

bool AnyRows::remove(Table::Key const& key) {
    auto const values = stored(key);
    if (auto const also = table_.definition().also_remove; !also.empty()) {
        auto const query = database_.statement(also);
        bind_all(query, values);
        query->step();
    }
    auto const query = database_.statement(table_.remove_);
    bind_all(query, values);
    return query->step();
}

std::vector<AnyRow> AnyRows::select(std::string const& sql, Table::Key const& key) {
    std::vector<AnyRow> rows;
    auto const values = stored(key);
    auto const query = database_.statement(sql);
    bind_all(query, values);
    while (query->step())
        table_.read(*query, rows.emplace_back(table_.make()).get());
    return rows;
}

AnyRow AnyRows::find(Table::Key const& key) {
    auto const rows = select(table_.find_, key);
    return rows.empty() ? nullptr : rows.front();
}

std::vector<AnyRow> AnyRows::after(Table::Key key, int most) {
    auto const& sql = key.empty() ? table_.first_ : table_.after_;
    key.emplace_back(std::int64_t{most});
    return select(sql, key);
}

std::vector<AnyRow> AnyRows::of(std::string const& first, std::string const& last) {
    return select(table_.of_parent_, {first, last});
}

int AnyRows::count() {
    return static_cast<int>(database_.number(table_.count_));
}

std::vector<std::string> AnyRows::names(int most) {
    std::vector<std::string> names;
    auto const query = database_.statement(table_.names_);
    query.with(std::int64_t{most});
    while (query->step())
        names.emplace_back(query->text(0));
    return names;
}

}  // namespace rds::storage
