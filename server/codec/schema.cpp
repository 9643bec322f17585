#include "server/codec/schema.hpp"

#include "server/codec/schema_json.hpp"
#include "server/codec/timeline_json.hpp"
#include "server/json/node.hpp"
#include "server/json/parse.hpp"
#include "server/json/schema.hpp"
#include "server/json/writer.hpp"
#include "storage/lifecycle/machine.hpp"
#include "storage/tenant/schema.hpp"

#include <boost/algorithm/string/replace.hpp>
#include <fmt/format.h>
#include <rapidjson/prettywriter.h>

#include <type_traits>
#include <utility>

namespace rds::codec {

namespace {

using rapidjson::Document;
using rapidjson::Value;
using storage::Field;
using storage::Rule;
using storage::Table;
using storage::Type;

constexpr std::string_view kReference = "#/definitions/";

// Adds definitions to one document.
class Definitions {
  public:
    explicit Definitions(Document& schema) : schema_{schema} {}

    // A row as documents have it: nested, if it belongs to another one.
    void add(Table const& table) { add(table, Part::nested, definition_name(table)); }

    // The list of a plain table's rows, which a document has at its top.
    void add_list(Table const& table) {
        auto const& its = table.definition();
        auto items = reference_to(definition_name(table));
        set(schema_["properties"],
            storage::list_name(table),
            list_of(its.about, its.most, std::move(items)));
    }

    // What can be changed of a row, and a row that belongs to another one with what names that.
    void add_parts(Table const& table) {
        if (table.keys().empty() || table.definition().is_plain) return;
        add(table, Part::change, definition_name(table) + "Change");
        if (table.parent_field() == nullptr) return;
        add(table, Part::whole, "whole" + storage::pascal_case(table.definition().noun));
    }

  private:
    rapidjson::MemoryPoolAllocator<>& allocator() { return schema_.GetAllocator(); }

    Value text(std::string_view text) {
        return {text.data(), static_cast<rapidjson::SizeType>(text.size()), allocator()};
    }

    enum class Part : std::uint8_t { nested, whole, change };

    void add(Table const& table, Part part, std::string const& name) {
        auto const& its = table.definition();
        auto rule = taken(schema_["definitions"], name);
        if (part == Part::nested && its.is_short_by_name) {
            constexpr auto kTypes = std::to_array<std::string_view>({"object", "string"});
            auto const& name_rule = table.keys().back()->rule;
            set(rule, "title", fmt::format("{}, or {}", with_article(its.noun), name_rule.title));
            set(rule, "type", texts(kTypes));
            add_limits_of_text(rule, name_rule);
        }
        set(rule, "title", with_article(its.noun), "description", its.about);
        set(rule, "type", "object", "additionalProperties", false);
        auto properties = taken(rule, "properties");
        if (part == Part::change && !its.path.empty()) set(rule, "minProperties", 1);
        add_fields(table, part, rule, properties);
        if (part != Part::whole) {
            for (auto const* const child : storage::children_of(table)) {
                auto const& list = child->definition();
                auto items = reference_to(definition_name(*child));
                set(properties,
                    storage::list_name(*child),
                    list_of(list.about, list.most, std::move(items)));
            }
            if (part == Part::nested && its.machine != nullptr)
                add_timeline(*its.machine, name, properties);
        }
        set(rule, "properties", std::move(properties));
        set(schema_["definitions"], name, std::move(rule));
    }

    void add_fields(Table const& table, Part part, Value& rule, Value& properties) {
        std::vector<std::string_view> required;
        for (auto const& field : table.fields()) {
            auto const is_left_out = field.is_internal || (part == Part::change && field.is_key) ||
                                     (part == Part::nested && &field == table.parent_field());
            if (is_left_out) continue;
            auto rule_of_field = rule_of(field);
            if (!field.hash_of.empty()) set(rule_of_field, "x-secret", true);
            set(properties, field.name, std::move(rule_of_field));
            if (!field.hash_of.empty()) {
                constexpr std::size_t kLongest = 128;
                set(properties,
                    field.hash_of,
                    this->rule(
                        "description",
                        fmt::format("In the place of {}: what it is a hash of.", field.name),
                        "type",
                        "string",
                        "maxLength",
                        kLongest,
                        "x-secret",
                        true
                    ));
            }
            if (part != Part::change && (field.is_key || !field.references.empty()))
                required.push_back(field.name);
        }
        if (!required.empty()) set(rule, "required", texts(required));
    }

    // A member that the hand-written part has already, to be filled up and set again.
    Value taken(Value& object, std::string_view name) {
        Value value{rapidjson::kObjectType};
        auto const found = object.FindMember(text(name));
        if (found == object.MemberEnd()) return value;
        value = found->value;  // which moves it
        object.RemoveMember(found);
        return value;
    }

    // Sets members, each name before its value, that the object has not yet; none to an empty text
    // or to a size of 0, which stands for any.
    void set(Value& object, std::string_view name, auto&& value, auto&&... more) {
        if constexpr (std::is_convertible_v<decltype(value), std::string_view>) {
            if (std::string_view const its_text{value}; !its_text.empty())
                set(object, name, text(its_text));
        } else if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::size_t>) {
            if (value > 0) set(object, name, Value{std::uint64_t{value}});
        } else if (!object.HasMember(text(name))) {
            object.AddMember(text(name), Value{std::forward<decltype(value)>(value)}, allocator());
        }
        if constexpr (sizeof...(more) > 0) set(object, std::forward<decltype(more)>(more)...);
    }

    Value rule(auto&&... members) {
        Value rule{rapidjson::kObjectType};
        set(rule, std::forward<decltype(members)>(members)...);
        return rule;
    }

    static std::string with_article(std::string_view noun) {
        auto const is_vowel =
            std::string_view{"aeioAEIO"}.find(noun.front()) != std::string_view::npos;
        return fmt::format("{} {}", is_vowel ? "an" : "a", noun);
    }

    Value reference_to(std::string_view definition) {
        return rule("$ref", std::string{kReference}.append(definition));
    }

    Value list_of(std::string_view about, std::size_t most, Value items) {
        auto list = rule("description", about, "type", "array", "maxItems", most);
        set(list, "items", std::move(items));
        return list;
    }

    Value texts(auto const& words) {
        Value all{rapidjson::kArrayType};
        for (auto const word : words)
            all.PushBack(text(word), allocator());
        return all;
    }

    void add_limits_of_text(Value& rule, Rule const& limits) {
        set(rule, "minLength", limits.shortest, "maxLength", limits.longest);
        set(rule, "pattern", limits.pattern);
        if (!limits.words.empty()) set(rule, "enum", texts(limits.words));
    }

    Value element(Rule const* limits) {
        if (limits == nullptr) return rule("type", "string");
        auto each = rule("title", limits->title, "description", limits->about, "type", "string");
        add_limits_of_text(each, *limits);
        return each;
    }

    void add_type(Value& rule, Type type, Rule const& limits) {
        switch (type) {
            case Type::boolean:
                return set(rule, "type", "boolean");
            case Type::number:
                set(rule, "type", "integer");
                return set(rule, "minimum", limits.least, "maximum", limits.most);
            case Type::texts:
                set(rule, "type", "array", "maxItems", limits.most_elements);
                return set(rule, "items", element(limits.element));
            case Type::texts_by_name:
                set(rule, "type", "object", "maxProperties", limits.most_elements);
                return set(rule, "additionalProperties", element(limits.element));
            default:
                set(rule, "type", "string");
                return add_limits_of_text(rule, limits);
        }
    }

    // What a new row holds, if that says something.
    void add_default(Value& rule, Field const& field) {
        if (!field.rule.otherwise.empty()) {
            auto const value = json::parse(field.rule.otherwise, "a default");
            return set(rule, "default", Value{value, allocator()});
        }
        if (field.is_key || !field.references.empty() || field.is_optional) return;
        if (!field.rule.has_default) return;
        auto const value = field.initial();
        if (field.type == Type::word)
            return set(rule, "default", storage::word_in(field.rule, value));
        if (auto const* const flag = std::get_if<bool>(&value)) set(rule, "default", *flag);
        if (auto const* const word = std::get_if<std::string>(&value)) set(rule, "default", *word);
        auto const* const number = std::get_if<std::int64_t>(&value);
        if (number != nullptr && *number >= field.rule.least) set(rule, "default", *number);
    }

    // Of a rule that several tables share, a reference.
    Value rule_of(Field const& field) {
        auto const& limits = field.rule;
        auto const name = limits.name;
        auto its = rule("title", limits.title, "description", limits.about);
        add_type(its, field.type, limits);
        if (name.empty() || field.type == Type::word) add_default(its, field);
        if (name.empty()) return its;
        set(schema_["definitions"], name, std::move(its));
        return reference_to(name);
    }

    // The words of the states from which a move leads, or to which, as JSON.
    static std::string words_of(storage::Machine const& machine, bool is_end) {
        std::vector<std::string_view> words;
        for (std::size_t i = 0; i < machine.states.size(); ++i) {
            auto const state = static_cast<storage::State>(i);
            auto const fits =
                !machine.is_line || (is_end ? state > 0 : !machine.is_terminal(state));
            if (fits) words.push_back(machine.word(state));
        }
        return fmt::format(R"(["{}"])", fmt::join(words, R"(", ")"));
    }

    // What documents say of a lifecycle: server/codec/timeline.json.
    void add_timeline(storage::Machine const& machine, std::string_view name, Value& properties) {
        auto const most =
            machine.is_line ? machine.states.size() - 1 : static_cast<std::size_t>(machine.history);
        std::string text{timeline_json::files().front().text};
        boost::replace_all(text, "@name@", name);
        boost::replace_all(text, R"("@most@")", fmt::to_string(most));
        boost::replace_all(text, R"("@from@")", words_of(machine, false));
        boost::replace_all(text, R"("@to@")", words_of(machine, true));
        constexpr auto* kOfLine = R"(["to", "at"])";
        constexpr auto* kOther = R"(["from", "to", "at"])";
        boost::replace_all(text, R"("@required@")", machine.is_line ? kOfLine : kOther);
        auto const part = json::parse(text, "server/codec/timeline.json");
        for (auto const& move : part["definitions"].GetObject())
            set(schema_["definitions"], json::view(move.name), Value{move.value, allocator()});
        for (auto const& list : part["properties"].GetObject())
            set(properties, json::view(list.name), Value{list.value, allocator()});
    }

    Document& schema_;
};

Document built() {
    auto schema = json::parse(schema_json::files().front().text, "server/codec/schema.json");
    Definitions definitions{schema};
    for (auto const* const table : storage::resource_tables())
        definitions.add(*table);
    for (auto const* const table : storage::plain_tables())
        definitions.add_list(*table);
    return schema;
}

std::string pretty(Document const& document) {
    rapidjson::StringBuffer buffer;
    rapidjson::PrettyWriter<rapidjson::StringBuffer> writer{buffer};
    writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
    document.Accept(writer);
    return std::string{buffer.GetString(), buffer.GetSize()} + "\n";
}

}  // namespace

std::string const& schema_text() {
    static std::string const text = pretty(built());
    return text;
}

std::string definition_name(Table const& table) {
    auto const& definition = table.definition();
    return storage::camel_case(table.keys().empty() ? definition.name : definition.noun);
}

Document definitions(std::string_view prefix) {
    auto whole = built();
    Definitions parts{whole};
    for (auto const* const table : storage::resource_tables())
        parts.add_parts(*table);
    auto const text = boost::replace_all_copy(pretty(whole), kReference, prefix);
    auto all = json::parse(text, "fixtures/schema.json");
    Value definitions{all["definitions"], all.GetAllocator()};
    all.RemoveMember("$schema");
    all.RemoveMember("definitions");
    definitions.AddMember("fixture", Value{all, all.GetAllocator()}, all.GetAllocator());
    static_cast<Value&>(all).Swap(definitions);
    return all;
}

void check_fixture(Value const& value, std::string const& source) {
    // For each thread its own: see json::Schema.
    thread_local Document const rules = json::parse(schema_text(), "fixtures/schema.json");
    thread_local json::Schema const own{rules};
    own.check(value, source);
}

}  // namespace rds::codec
