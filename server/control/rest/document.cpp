#include "server/control/rest/document.hpp"

#include "server/control/rest/assemble.hpp"
#include "server/json/invalid.hpp"
#include "server/json/parse.hpp"
#include "server/json/schema.hpp"
#include "server/json/shown.hpp"
#include "server/json/utf8.hpp"
#include "server/json/writer.hpp"

#include <fmt/format.h>
#include <rapidjson/pointer.h>

#include <charconv>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

namespace rds::control::rest {

namespace {

using json::view;
using rapidjson::Value;

Scope scope_of(std::string_view word) {
    if (word == "one") return Scope::one;
    if (word == "many") return Scope::many;
    if (word == "used") return Scope::used;
    if (word == "none") return Scope::none;
    throw std::logic_error{"x-account must be one, many, used or none: " + std::string{word}};
}

std::string upper(std::string_view method) {
    std::string text;
    for (char const c : method)
        text += static_cast<char>(c - 'a' + 'A');
    return text;
}

Operation read_operation(std::string_view path, std::string_view method, Value const& rule) {
    Operation operation;
    operation.id = view(rule["operationId"]);
    operation.method = upper(method);
    operation.path = path;
    operation.scope = scope_of(view(rule["x-account"]));
    operation.takes_body = rule.HasMember("requestBody");
    if (operation.takes_body) {
        auto const& body = rule["requestBody"];
        operation.needs_body = body.HasMember("required") && body["required"].GetBool();
    }
    operation.place = "/paths" + json::pointer_token(path) + json::pointer_token(method);
    return operation;
}

// For each thread its own: see json::Schema.
json::Schema const& rule_at(rapidjson::Document const& rules, std::string const& pointer) {
    thread_local std::map<std::string, json::Schema> compiled;
    return compiled.try_emplace(pointer, rules, pointer).first->second;
}

Value const* find(Value const& rules, std::string const& pointer) {
    return rapidjson::Pointer{pointer.data(), pointer.size()}.Get(rules);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    auto const* const end = text.data() + text.size();
    auto const [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stopped != end) return std::nullopt;
    return number;
}

// A text as it is, if it is none of the type.
Value converted(
    std::string_view text,
    std::string_view type,
    rapidjson::Document::AllocatorType& allocator
) {
    if (type == "integer") {
        if (auto const number = whole_number(text)) return Value{*number};
    }
    if (type == "boolean" && (text == "true" || text == "false")) return Value{text == "true"};
    return {text.data(), static_cast<rapidjson::SizeType>(text.size()), allocator};
}

std::string schema_place(std::string const& place, std::string_view content_type) {
    return place + "/content" + json::pointer_token(content_type) + "/schema";
}

}  // namespace

Document const& Document::own() {
    static Document const own;
    return own;
}

Document::Document() : rules_{assembled()}, text_{json::text_of(rules_)} {
    for (auto const& path : rules_["paths"].GetObject()) {
        for (auto const& method : path.value.GetObject()) {
            operations_.push_back(read_operation(view(path.name), view(method.name), method.value));
        }
    }
    add_argument_rules(rules_);
}

rapidjson::Document Document::arguments(
    Operation const& operation,
    std::vector<std::pair<std::string, std::string>> const& given
) const {
    auto const& properties = *find(rules_, operation.place + "/x-arguments/properties");
    rapidjson::Document values{rapidjson::kObjectType};
    auto& allocator = values.GetAllocator();
    for (auto const& [name, text] : given) {
        auto const property = properties.FindMember(name);
        auto type = std::string_view{"string"};
        if (property != properties.MemberEnd() && property->value.HasMember("type"))
            type = view(property->value["type"]);
        values.RemoveMember(name);  // of a repeated one the last counts
        values.AddMember(Value{name, allocator}, converted(text, type, allocator), allocator);
    }
    return values;
}

void Document::check_arguments(Operation const& operation, Value const& arguments) {
    for (auto const& argument : arguments.GetObject()) {
        if (!argument.value.IsString()) continue;
        auto const refuse = [&argument](char const* why) {
            throw json::Invalid{"the query", json::pointer_token(view(argument.name)), why};
        };
        // Patterns would see only what is before either, and no length would be too great.
        if (view(argument.value).find('\0') != std::string_view::npos)
            refuse("the text holds the character U+0000; leave it out");
        if (!json::is_utf8(view(argument.value)))
            refuse("the text is not UTF-8; percent-encode the bytes of its UTF-8");
    }
    rule_at(own().rules_, operation.place + "/x-arguments").check(arguments, "the query");
}

void Document::check_body(Operation const& operation, Value const& body) {
    auto const place = schema_place(operation.place + "/requestBody", "application/json");
    rule_at(own().rules_, place).check(body, "the body");
}

void Document::check_answer(
    Operation const& operation,
    int status,
    std::string_view content_type,
    std::string_view body
) {
    auto const& rules = own().rules_;
    auto place = fmt::format("{}/responses/{}", operation.place, status);
    if (find(rules, place) == nullptr) place = operation.place + "/responses/default";
    auto const said = fmt::format("{} answered {} {}", operation.id, status, content_type);
    if (content_type.empty() && body.empty() && !find(rules, place)->HasMember("content")) return;
    auto const schema = schema_place(place, content_type);
    if (find(rules, schema) == nullptr)
        throw std::logic_error{said + ", which the document does not have"};
    if (content_type.find("json") == std::string_view::npos) return;
    rule_at(rules, schema).check(json::parse(body, said), said);
}

}  // namespace rds::control::rest
