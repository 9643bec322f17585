// Laws that hold for every table of fields.
#include "storage/fields/table.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/tenant/schema.hpp"
#include "tests/unit/storage/tenant_at.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>
#include <set>

namespace rds::storage {
namespace {

// Another value than a new row has.
Value sample(Field const& field) {
    if (!field.references.empty()) return std::string{"rm-1"};
    switch (field.type) {
        case Type::boolean:
            return !std::get<bool>(field.initial());
        case Type::number:
            return std::min(
                field.rule.most,
                std::int64_t{std::numeric_limits<std::int32_t>::max()}
            );
        case Type::text:
            return std::string{"it's \xC3\xA9, not \"e\""};
        case Type::word:
            return static_cast<std::int64_t>(field.rule.words.size()) - 1;
        case Type::instant:
            return Instant{Duration{1'767'225'600'123}};
        case Type::duration:
            return Duration{1'500};
        case Type::texts:
            return Texts{"b", "it's \"a\"", ""};
        case Type::texts_by_name:
            return TextsByName{{"", "\xE4\xB8\xAD"}, {"k\"", "\n"}};
    }
    return {};
}

// A column whose default its own limits refuse cannot be added to rows that are there.
bool was_always_there(Field const& field) {
    auto const initial = field.initial();
    auto const* const number = std::get_if<std::int64_t>(&initial);
    auto const is_refused = field.type == Type::number && number != nullptr &&
                            field.rule.least >= 0 && *number < field.rule.least;
    return field.is_key || !field.references.empty() || is_refused;
}

std::shared_ptr<void> sample_row(Table const& table) {
    auto row = table.make();
    for (auto const& field : table.fields())
        field.set(row.get(), sample(field));
    return row;
}

void expect_equal(Table const& table, void const* left, void const* right) {
    for (auto const& field : table.fields())
        EXPECT_TRUE(field.get(left) == field.get(right)) << field.name;
}

Table::Key key_of(Table const& table, void const* row) {
    Table::Key key;
    for (auto const* const field : table.keys())
        key.push_back(field->get(row));
    return key;
}

class EveryTable : public testing::Test {
  protected:
    EveryTable() { migrate_tenant(database_); }

    // With what its rows refer to.
    void add_parents(Table const& table) {
        Instances{database_}.remove("rm-1");
        auto const refers = std::ranges::any_of(table.fields(), [](Field const& field) {
            return !field.references.empty();
        });
        if (refers) Instances{database_}.add({.id = "rm-1"});
    }

    sqlite::Connection database_ = sqlite::Connection::in_memory();
};

TEST_F(EveryTable, GivesEveryFieldBackAsItWasWritten) {
    for (auto const* const table : resource_tables()) {
        SCOPED_TRACE(table->definition().name);
        add_parents(*table);
        auto const row = sample_row(*table);
        auto const is_one_row = table->keys().empty();
        AnyRows rows{database_, *table};
        is_one_row ? rows.update(row.get()) : rows.add(row.get());
        auto const key = key_of(*table, row.get());

        auto const found = rows.find(key);
        ASSERT_NE(found, nullptr);
        expect_equal(*table, found.get(), row.get());
        EXPECT_EQ(rows.count(), 1);
        if (is_one_row) continue;

        EXPECT_THROW(rows.add(row.get()), sqlite::Error);
        rows.put(row.get());
        rows.update(row.get());
        ASSERT_EQ(rows.after({}, -1).size(), 1U);
        EXPECT_TRUE(rows.after(key, -1).empty());
        EXPECT_TRUE(rows.remove(key));
        EXPECT_FALSE(rows.remove(key));
        EXPECT_EQ(rows.find(key), nullptr);
    }
}

// As an earlier version may have left it: rows with keys alone.
TEST_F(EveryTable, GetsColumnsThatItLacksWithTheDefaultsOfTheirFields) {
    for (auto const* const table : resource_tables()) {
        SCOPED_TRACE(table->definition().name);
        if (table->parent_field() != nullptr) continue;
        auto const name = std::string{table->definition().name};
        database_.execute("PRAGMA foreign_keys = OFF; DROP TABLE " + name);
        std::string columns;
        std::string values;
        auto const row = table->make();
        for (auto const& field : table->fields()) {
            if (!was_always_there(field)) continue;
            auto const is_number = field.type == Type::number;
            field.set(row.get(), is_number ? Value{std::int64_t{7}} : Value{std::string{"rm-1"}});
            columns += column_of(field) + (is_number ? " INTEGER" : " TEXT") + " NOT NULL" +
                       (field.is_key ? " PRIMARY KEY, " : ", ");
            values += is_number ? "7, " : "'rm-1', ";
        }
        if (columns.empty())
            columns = "one INTEGER NOT NULL PRIMARY KEY DEFAULT 1, ", values = "1, ";
        if (table->definition().machine != nullptr) {
            columns += "held INTEGER NOT NULL DEFAULT 0, ";
            values += "0, ";
        }
        auto const list = [](std::string const& text) { return text.substr(0, text.size() - 2); };
        database_.execute(
            "CREATE TABLE " + name + " (" + list(columns) + ") STRICT; INSERT INTO " + name +
            " VALUES (" + list(values) + ")"
        );

        table->create_in(database_);

        auto const found = AnyRows{database_, *table}.find(key_of(*table, row.get()));
        ASSERT_NE(found, nullptr);
        expect_equal(*table, found.get(), row.get());
    }
}

TEST_F(EveryTable, CallsNoTwoColumnsByOneName) {
    for (auto const* const table : resource_tables()) {
        std::set<std::string> columns;
        for (auto const& field : table->fields())
            EXPECT_TRUE(columns.insert(column_of(field)).second) << column_of(field);
    }
}

TEST_F(EveryTable, NamesOtherFieldsOfItsOwn) {
    for (auto const* const table : resource_tables()) {
        for (auto const& field : table->fields()) {
            if (field.only_with.empty()) continue;
            auto const other = std::ranges::find(table->fields(), field.only_with, &Field::name);
            ASSERT_NE(other, table->fields().end()) << field.name;
            for (auto const word : field.only_with_words)
                EXPECT_TRUE(position_of(word, other->rule)) << word;
        }
    }
}

}  // namespace
}  // namespace rds::storage
