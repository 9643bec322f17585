#include "storage/fields/table.hpp"

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

void write(JsonWriter& writer, std::string const& text) {
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

std::string json_of(Texts const& texts) {
    rapidjson::StringBuffer buffer;
    JsonWriter writer{buffer};
    writer.StartArray();
    for (auto const& text : texts)
        write(writer, text);
    writer.EndArray();
    return {buffer.GetString(), buffer.GetSize()};
}

std::string json_of(TextsByName const& texts) {
    rapidjson::StringBuffer buffer;
    JsonWriter writer{buffer};
    writer.StartObject();
    for (auto const& [name, text] : texts) {
        writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
        write(writer, text);
    }
    writer.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

rapidjson::Document parsed(std::string_view json) {
    rapidjson::Document document;
    document.Parse(json.data(), json.size());
    if (document.HasParseError())
        throw sqlite::Error{"a column of the database holds a damaged list", 0};
    return document;
}

std::string text_in(rapidjson::Value const& value) {
    return {value.GetString(), value.GetStringLength()};
}

Texts texts_in(std::string_view json) {
    Texts texts;
    auto const document = parsed(json);
    for (auto const& text : document.GetArray())
        texts.push_back(text_in(text));
    return texts;
}

TextsByName texts_by_name_in(std::string_view json) {
    TextsByName texts;
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
            return Instant{Duration{query.integer(column)}};
        case Type::duration:
            return Duration{query.integer(column)};
        case Type::texts:
            return texts_in(query.text(column));
        case Type::texts_by_name:
            return texts_by_name_in(query.text(column));
    }
    throw std::logic_error{"a type without columns"};
}

struct Literal {
    std::string operator()(std::monostate) const { return "NULL"; }

    std::string operator()(std::string const& text) const { return fmt::format("'{}'", text); }

    std::string operator()(auto number) const { return fmt::format("{}", number); }
};

std::string literal(Stored const& value) {
    return std::visit(Literal{}, value);
}

std::string_view sql_type(Type type) {
    switch (type) {
        case Type::boolean:
        case Type::number:
        case Type::word:
        case Type::instant:
        case Type::duration:
            return "INTEGER";
        case Type::text:
        case Type::texts:
        case Type::texts_by_name:
            return "TEXT";
    }
    throw std::logic_error{"a type without columns"};
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

// Keeps what is bound until the statement has run.
class Bound {
  public:
    explicit Bound(sqlite::Lease const& query) : query_{query} {}

    Bound& add(Value value) {
        values_.push_back(stored(std::move(value)));
        return *this;
    }

    bool step() {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            auto const index = static_cast<int>(i + 1);
            std::visit([&](auto const& held) { bind(index, held); }, values_[i]);
        }
        return query_->step();
    }

  private:
    void bind(int index, std::monostate) { query_->bind_null(index); }

    void bind(int index, auto const& held) { query_->bind(index, held); }

    sqlite::Lease const& query_;
    std::vector<Stored> values_;
};

void run(
    sqlite::Connection& database,
    std::string const& sql,
    std::vector<Field const*> const& fields,
    void const* row
) {
    auto const query = database.statement(sql);
    Bound bound{query};
    for (auto const* const field : fields)
        bound.add(field->get(row));
    bound.step();
}

std::string column_definition(Field const& field) {
    auto const column = column_of(field);
    auto sql = fmt::format("{} {}", column, sql_type(field.type));
    if (!field.is_nullable) sql += " NOT NULL";
    if (!field.references.empty()) {
        sql += fmt::format(" REFERENCES {} (id) ON DELETE CASCADE", field.references);
    } else if (!field.is_key) {
        sql += fmt::format(" DEFAULT {}", literal(stored(field.initial())));
    }
    return sql + check(field, column);
}

// "id, name"
std::string list_of(std::vector<Field const*> const& fields) {
    std::vector<std::string> columns;
    for (auto const* const field : fields)
        columns.push_back(column_of(*field));
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
    for (auto const& field : definition.fields) {
        stored_.push_back(&field);
        if (field.is_key) keys_.push_back(&field);
    }
    columns_ = list_of(stored_);
    prepare_create();
    prepare_changes();
    prepare_queries();
}

void Table::prepare_create() {
    auto const& name = definition_.name;
    std::vector<std::string> parts;
    for (auto const* const field : stored_)
        parts.push_back(column_definition(*field));
    if (definition_.machine != nullptr)
        parts.emplace_back("held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1))");
    for (auto const constraint : definition_.constraints)
        parts.push_back(fmt::format("CHECK ({})", constraint));
    auto const is_one_row = keys_.empty();
    parts.push_back(
        is_one_row ? "one INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1)"
                   : fmt::format("PRIMARY KEY ({})", list_of(keys_))
    );
    auto const has_rowid = is_one_row || (keys_.size() == 1 && keys_[0]->type == Type::number);
    create_ = fmt::format(
        "CREATE TABLE IF NOT EXISTS {} (\n    {}\n) STRICT{};\n{}{}",
        name,
        fmt::join(parts, ",\n    "),
        has_rowid ? "" : ", WITHOUT ROWID",
        is_one_row ? fmt::format("INSERT OR IGNORE INTO {} (one) VALUES (1);\n", name) : "",
        definition_.also_create
    );
    existing_ = fmt::format("SELECT name FROM pragma_table_info('{}')", name);
}

// Each parameter has the number of its column.
void Table::prepare_changes() {
    auto const& name = definition_.name;
    std::vector<std::string> changes;
    std::vector<std::string> conditions;
    for (std::size_t i = 0; i < stored_.size(); ++i) {
        auto& list = stored_[i]->is_key ? conditions : changes;
        list.push_back(fmt::format("{} = ?{}", column_of(*stored_[i]), i + 1));
    }
    auto const set = fmt::format("SET {}", fmt::join(changes, ", "));
    insert_ =
        fmt::format("INSERT INTO {} ({}) VALUES ({})", name, columns_, parameters(stored_.size()));
    put_ = fmt::format("{} ON CONFLICT ({}) DO UPDATE {}", insert_, list_of(keys_), set);
    update_ = fmt::format("UPDATE {} {}", name, set);
    if (!keys_.empty()) update_ += fmt::format(" WHERE {}", fmt::join(conditions, " AND "));
}

void Table::prepare_queries() {
    auto const& name = definition_.name;
    auto const keys = list_of(keys_);
    auto const key_values = parameters(keys_.size());
    auto const is_it = keys_.empty() ? "one = 1" : fmt::format("({}) = ({})", keys, key_values);
    auto const select = fmt::format("SELECT {} FROM {}", columns_, name);
    auto const order = fmt::format("ORDER BY {} LIMIT", keys);
    remove_ = fmt::format("DELETE FROM {} WHERE {} RETURNING 1", name, is_it);
    find_ = fmt::format("{} WHERE {}", select, is_it);
    first_ = fmt::format("{} {} ?1", select, order);
    auto const limit = keys_.size() + 1;
    after_ = fmt::format("{} WHERE ({}) > ({}) {} ?{}", select, keys, key_values, order, limit);
    if (auto const* const parent = parent_field()) {
        of_parent_ =
            fmt::format("{} WHERE {} BETWEEN ?1 AND ?2 {} -1", select, column_of(*parent), order);
    }
    count_ = fmt::format("SELECT COUNT(*) FROM {}", name);
    if (keys_.size() == 1) names_ = fmt::format("SELECT {} FROM {} {} ?1", keys, name, order);
}

std::vector<std::shared_ptr<void>> Table::usual_rows(std::string const& parent) const {
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
    std::vector<std::string> there;
    {
        auto const query = database.statement(existing_);
        while (query->step())
            there.emplace_back(query->text(0));
    }
    std::string missing;
    for (auto const* const field : stored_) {
        if (there.empty() || std::ranges::find(there, column_of(*field)) != there.end()) continue;
        missing += fmt::format(
            "ALTER TABLE {} ADD COLUMN {};\n",
            definition_.name,
            column_definition(*field)
        );
    }
    database.execute(missing + create_);
}

int Table::read(sqlite::Statement const& query, void* row) const {
    int column = 0;
    for (auto const* const field : stored_)
        field->set(row, loaded(query, column++, field->type));
    return column;
}

void Table::insert(sqlite::Connection& database, void const* row) const {
    run(database, insert_, stored_, row);
}

void Table::put(sqlite::Connection& database, void const* row) const {
    run(database, put_, stored_, row);
}

void Table::update(sqlite::Connection& database, void const* row) const {
    run(database, update_, stored_, row);
}

bool Table::remove(sqlite::Connection& database, Key const& key) const {
    auto const query = database.statement(remove_);
    Bound bound{query};
    for (auto const& value : key)
        bound.add(value);
    return bound.step();
}

bool Table::find(sqlite::Connection& database, Key const& key, void* row) const {
    auto const query = database.statement(find_);
    Bound bound{query};
    for (auto const& value : key)
        bound.add(value);
    if (!bound.step()) return false;
    read(*query, row);
    return true;
}

void Table::each(
    sqlite::Connection& database,
    Key const& after,
    int most,
    std::function<void*()> const& next
) const {
    auto const query = database.statement(after.empty() ? first_ : after_);
    Bound bound{query};
    for (auto const& value : after)
        bound.add(value);
    bound.add(std::int64_t{most});
    for (auto is_there = bound.step(); is_there; is_there = query->step())
        read(*query, next());
}

void Table::each_of(
    sqlite::Connection& database,
    std::string const& first,
    std::string const& last,
    std::function<void*()> const& next
) const {
    auto const query = database.statement(of_parent_);
    query.with(std::string_view{first}, std::string_view{last});
    while (query->step())
        read(*query, next());
}

int Table::count(sqlite::Connection& database) const {
    auto const query = database.statement(count_);
    query->step();
    return static_cast<int>(query->integer(0));
}

std::vector<std::string> Table::names(sqlite::Connection& database, int most) const {
    std::vector<std::string> names;
    auto const query = database.statement(names_);
    query.with(std::int64_t{most});
    while (query->step())
        names.emplace_back(query->text(0));
    return names;
}

AnyRows::Row AnyRows::find(Table::Key const& key) {
    auto row = table_.make();
    return table_.find(database_, key, row.get()) ? row : nullptr;
}

std::vector<AnyRows::Row> AnyRows::after(Table::Key const& key, int most) {
    std::vector<Row> rows;
    table_.each(database_, key, most, [&] { return rows.emplace_back(table_.make()).get(); });
    return rows;
}

std::vector<AnyRows::Row> AnyRows::of(std::string const& first, std::string const& last) {
    std::vector<Row> rows;
    table_.each_of(database_, first, last, [&] { return rows.emplace_back(table_.make()).get(); });
    return rows;
}

}  // namespace rds::storage
