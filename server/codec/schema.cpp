#include "server/codec/schema.hpp"

#include "server/codec/schema_json.hpp"
#include "server/json/node.hpp"
#include "server/json/parse.hpp"
#include "server/json/schema.hpp"
#include "server/json/writer.hpp"
#include "server/text/time.hpp"
#include "storage/lifecycle/machine.hpp"
#include "storage/tenant/schema.hpp"

#include <fmt/format.h>
#include <rapidjson/prettywriter.h>

#include <functional>
#include <limits>
#include <map>
#include <stdexcept>

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
    void add(Table const& table) {
        auto const name = definition_name(table);
        auto rule = object(table, taken(schema_["definitions"], name));
        auto properties = taken(rule, "properties");
        Value required{rapidjson::kArrayType};
        add_fields(table, Part::nested, properties, &required);
        for (auto const* const child : storage::children_of(table)) {
            auto const& its = child->definition();
            set(properties, storage::camel_case(its.name), list_of(*child, its.about));
        }
        if (auto const* const machine = table.definition().machine)
            add_timeline(*machine, name, properties);
        finish(name, std::move(rule), std::move(properties), std::move(required));
    }

    // What can be changed of a row, and a row that belongs to another one with what names that.
    void add_parts(Table const& table) {
        if (table.keys().empty()) return;
        auto const add_part = [&](Part part, std::string const& name) {
            auto rule = object(table, Value{rapidjson::kObjectType});
            Value properties{rapidjson::kObjectType};
            Value required{rapidjson::kArrayType};
            auto const is_resource = !table.definition().path.empty();
            if (part == Part::change && is_resource) set(rule, "minProperties", Value{1});
            add_fields(table, part, properties, part == Part::whole ? &required : nullptr);
            finish(name, std::move(rule), std::move(properties), std::move(required));
        };
        add_part(Part::change, definition_name(table) + "Change");
        if (table.parent_field() == nullptr) return;
        add_part(Part::whole, "whole" + storage::pascal_case(table.definition().noun));
    }

  private:
    rapidjson::MemoryPoolAllocator<>& allocator() { return schema_.GetAllocator(); }

    Value text(std::string_view text) {
        return {text.data(), static_cast<rapidjson::SizeType>(text.size()), allocator()};
    }

    enum class Part : std::uint8_t { nested, whole, change };

    Value object(Table const& table, Value rule) {
        set(rule, "title", with_article(table.definition().noun));
        set(rule, "description", table.definition().about);
        set(rule, "type", "object");
        set(rule, "additionalProperties", Value{false});
        return rule;
    }

    void add_fields(Table const& table, Part part, Value& properties, Value* required) {
        for (auto const& field : table.fields()) {
            auto const is_left_out = field.is_internal || (part == Part::change && field.is_key) ||
                                     (part == Part::nested && &field == table.parent_field());
            if (is_left_out) continue;
            set(properties, field.name, rule_of(field));
            if (required != nullptr && (field.is_key || !field.references.empty()))
                required->PushBack(text(field.name), allocator());
        }
    }

    void finish(std::string_view name, Value rule, Value properties, Value required) {
        if (!required.Empty()) set(rule, "required", std::move(required));
        set(rule, "properties", std::move(properties));
        set(schema_["definitions"], name, std::move(rule));
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

    void set(Value& object, std::string_view name, Value value) {
        if (object.HasMember(text(name))) return;
        object.AddMember(text(name), value, allocator());
    }

    void set(Value& object, std::string_view name, std::string_view value) {
        if (!value.empty()) set(object, name, text(value));
    }

    void set(Value& object, std::string_view name, char const* value) {
        set(object, name, std::string_view{value});
    }

    static std::string with_article(std::string_view noun) {
        auto const is_vowel =
            std::string_view{"aeioAEIO"}.find(noun.front()) != std::string_view::npos;
        return fmt::format("{} {}", is_vowel ? "an" : "a", noun);
    }

    Value reference_to(std::string_view definition) {
        Value rule{rapidjson::kObjectType};
        set(rule, "$ref", std::string{kReference}.append(definition));
        return rule;
    }

    Value list_of(Table const& table, std::string_view about) {
        Value rule{rapidjson::kObjectType};
        set(rule, "description", about);
        set(rule, "type", "array");
        auto const most = table.definition().most;
        if (most > 0) set(rule, "maxItems", Value{static_cast<std::uint64_t>(most)});
        set(rule, "items", reference_to(definition_name(table)));
        return rule;
    }

    void add_limits_of_text(Value& rule, Rule const& limits) {
        if (limits.shortest > 0)
            set(rule, "minLength", Value{static_cast<std::uint64_t>(limits.shortest)});
        if (limits.longest > 0)
            set(rule, "maxLength", Value{static_cast<std::uint64_t>(limits.longest)});
        set(rule, "pattern", limits.pattern);
        if (limits.words.empty()) return;
        Value words{rapidjson::kArrayType};
        for (auto const word : limits.words)
            words.PushBack(text(word), allocator());
        set(rule, "enum", std::move(words));
    }

    Value element(Rule const* limits) {
        Value rule{rapidjson::kObjectType};
        if (limits != nullptr) {
            set(rule, "title", limits->title);
            set(rule, "description", limits->about);
        }
        set(rule, "type", "string");
        if (limits != nullptr) add_limits_of_text(rule, *limits);
        return rule;
    }

    void add_type(Value& rule, Type type, Rule const& limits) {
        auto const most = static_cast<std::uint64_t>(limits.most_elements);
        switch (type) {
            case Type::boolean:
                return set(rule, "type", "boolean");
            case Type::number:
                set(rule, "type", "integer");
                set(rule, "minimum", Value{limits.least});
                return set(rule, "maximum", Value{limits.most});
            case Type::text:
            case Type::word:
            case Type::instant:
            case Type::duration:
                set(rule, "type", "string");
                return add_limits_of_text(rule, limits);
            case Type::texts:
                set(rule, "type", "array");
                if (most > 0) set(rule, "maxItems", Value{most});
                return set(rule, "items", element(limits.element));
            case Type::texts_by_name:
                set(rule, "type", "object");
                if (most > 0) set(rule, "maxProperties", Value{most});
                return set(rule, "additionalProperties", element(limits.element));
        }
        throw std::logic_error{"a type that documents do not have"};
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
        if (auto const* const flag = std::get_if<bool>(&value)) set(rule, "default", Value{*flag});
        if (auto const* const word = std::get_if<std::string>(&value)) set(rule, "default", *word);
        auto const* const number = std::get_if<std::int64_t>(&value);
        if (number == nullptr) return;
        if (field.type == Type::word)
            return set(rule, "default", field.rule.words[static_cast<std::size_t>(*number)]);
        if (*number >= field.rule.least) set(rule, "default", Value{*number});
    }

    // Of a rule that several tables share, a reference.
    Value rule_of(Field const& field) {
        Value rule{rapidjson::kObjectType};
        set(rule, "title", field.rule.title);
        set(rule, "description", field.rule.about);
        add_type(rule, field.type, field.rule);
        if (field.rule.name.empty() || field.type == Type::word) add_default(rule, field);
        if (field.rule.name.empty()) return rule;
        set(schema_["definitions"], field.rule.name, std::move(rule));
        return reference_to(field.rule.name);
    }

    Value words_of(storage::Machine const& machine, bool is_end) {
        Value rule{rapidjson::kObjectType};
        set(rule, "type", "string");
        Value words{rapidjson::kArrayType};
        for (std::size_t i = 0; i < machine.states.size(); ++i) {
            auto const state = static_cast<storage::State>(i);
            auto const fits =
                !machine.is_line || (is_end ? state > 0 : !machine.is_terminal(state));
            if (fits) words.PushBack(text(machine.word(state)), allocator());
        }
        set(rule, "enum", std::move(words));
        return rule;
    }

    // A move that was made, or one that is to come.
    void add_move(storage::Machine const& machine, std::string_view name, bool is_planned) {
        Value rule{rapidjson::kObjectType};
        set(rule, "title", "a move");
        set(rule,
            "description",
            is_planned ? "A change of state that is to come: at a time or by polls."
                       : "A change of state.");
        set(rule, "type", "object");
        set(rule, "additionalProperties", Value{false});
        Value required{rapidjson::kArrayType};
        if (!machine.is_line && !is_planned) required.PushBack(text("from"), allocator());
        required.PushBack(text("to"), allocator());
        if (!is_planned) required.PushBack(text("at"), allocator());
        set(rule, "required", std::move(required));
        Value properties{rapidjson::kObjectType};
        set(properties, "from", words_of(machine, false));
        set(properties, "to", words_of(machine, true));
        set(properties, "at", reference_to("moveTime"));
        if (is_planned) set(properties, "polls", reference_to("movePolls"));
        set(properties, "why", reference_to("moveReason"));
        set(rule, "properties", std::move(properties));
        set(schema_["definitions"], name, std::move(rule));
    }

    void
    add_timeline(storage::Machine const& machine, std::string_view definition, Value& properties) {
        auto const made = fmt::format("{}Move", definition);
        auto const planned = fmt::format("{}PlannedMove", definition);
        add_move(machine, made, false);
        add_move(machine, planned, true);
        auto const list = [&](std::string_view about, std::string_view of) {
            Value rule{rapidjson::kObjectType};
            set(rule, "description", about);
            set(rule, "type", "array");
            auto const most = machine.is_line ? machine.states.size() - 1
                                              : static_cast<std::size_t>(machine.history);
            set(rule, "maxItems", Value{static_cast<std::uint64_t>(most)});
            set(rule, "items", reference_to(of));
            return rule;
        };
        set(properties,
            "history",
            list(
                "The moves that it has made, in their order. With one of history, planned and held "
                "it goes on as they say.",
                made
            ));
        set(properties,
            "planned",
            list("The moves that it will make, from where it stands.", planned));
        Value held{rapidjson::kObjectType};
        set(held,
            "description",
            "Nothing moves it until it is released; the planned moves count from then, so their "
            "times are relative ones.");
        set(held, "type", "boolean");
        set(held, "default", Value{false});
        set(properties, "held", std::move(held));
    }

    Document& schema_;
};

Document built() {
    auto schema = json::parse(schema_json::files().front().text, "server/codec/schema.json");
    Definitions definitions{schema};
    for (auto const* const table : storage::resource_tables())
        definitions.add(*table);
    return schema;
}

std::string pretty(Document const& document) {
    rapidjson::StringBuffer buffer;
    rapidjson::PrettyWriter<rapidjson::StringBuffer> writer{buffer};
    writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
    document.Accept(writer);
    return std::string{buffer.GetString(), buffer.GetSize()} + "\n";
}

// For each thread its own: see json::Schema.
Document const& rules() {
    thread_local Document const own = json::parse(schema_text(), "fixtures/schema.json");
    return own;
}

char const* definition_in(Value const& reference) {
    return reference.GetString() + kReference.size();
}

std::string with_references_to(std::string_view prefix, std::string text) {
    for (auto at = text.find(kReference); at != std::string::npos;
         at = text.find(kReference, at + 1))
        text.replace(at, kReference.size(), prefix);
    return text;
}

}  // namespace

std::string const& schema_text() {
    static std::string const text = pretty(built());
    return text;
}

std::string members_page() {
    auto const schema = json::parse(schema_text(), "fixtures/schema.json");
    auto const about = [](Value const& rule) {
        auto const text = rule.FindMember("description");
        return text == rule.MemberEnd() ? std::string_view{} : json::view(text->value);
    };
    std::string page =
        "# Members of fixtures\n\nEvery object that a fixture is made of, as "
        "[schema.json](schema.json) has it. [README.md](README.md) says how they work together.\n";
    std::map<std::string_view, Value const*> definitions;
    for (auto const& definition : schema["definitions"].GetObject()) {
        if (definition.value.HasMember("properties"))
            definitions.emplace(json::view(definition.name), &definition.value);
    }
    for (auto const& [name, definition] : definitions) {
        auto const& rule = *definition;
        fmt::format_to(
            std::back_inserter(page),
            "\n## `{}`\n\n{}\n\n| member | must be | default | |\n|---|---|---|---|\n",
            name,
            about(rule)
        );
        for (auto const& property : rule["properties"].GetObject()) {
            auto const reference = property.value.FindMember("$ref");
            auto const& own = reference == property.value.MemberEnd()
                                  ? property.value
                                  : schema["definitions"][definition_in(reference->value)];
            auto const otherwise = own.FindMember("default");
            fmt::format_to(
                std::back_inserter(page),
                "| `{}` | {} | {} | {} |\n",
                json::view(property.name),
                json::expectation(own, schema),
                otherwise == own.MemberEnd() ? "" : "`" + json::text_of(otherwise->value) + "`",
                about(own)
            );
        }
    }
    return page;
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
    auto all = json::parse(with_references_to(prefix, pretty(whole)), "fixtures/schema.json");
    auto fixture = Value{all, all.GetAllocator()};
    fixture.RemoveMember("$schema");
    fixture.RemoveMember("definitions");
    Document definitions;
    definitions.CopyFrom(all["definitions"], definitions.GetAllocator());
    definitions.AddMember(
        "fixture",
        Value{fixture, definitions.GetAllocator()},
        definitions.GetAllocator()
    );
    return definitions;
}

void check_fixture(Value const& value, std::string const& source) {
    thread_local json::Schema const own{rules()};
    own.check(value, source);
}

void check_definition(Value const& value, std::string_view name, std::string const& source) {
    thread_local std::map<std::string, json::Schema, std::less<>> compiled;
    auto at = compiled.find(name);
    if (at == compiled.end()) {
        auto const pointer = "/definitions" + json::pointer_token(name);
        at = compiled.try_emplace(std::string{name}, rules(), pointer).first;
    }
    at->second.check(value, source);
}

}  // namespace rds::codec
