#include "server/control/rest/document.hpp"

#include "server/codec/schema.hpp"
#include "server/control/rest/answer.hpp"
#include "server/control/rest/parts.hpp"
#include "server/json/invalid.hpp"
#include "server/json/node.hpp"
#include "server/json/parse.hpp"
#include "server/json/schema.hpp"
#include "server/json/writer.hpp"
#include "server/text/escape.hpp"
#include "server/text/number.hpp"
#include "server/text/suggest.hpp"
#include "server/version.hpp"
#include "storage/instances/instances.hpp"
#include "storage/tenant/schema.hpp"

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/replace.hpp>
#include <fmt/format.h>
#include <rapidjson/pointer.h>

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace rds::control::rest {

namespace {

using json::view;
using rapidjson::Value;

// Copies what both allocators can then let go of.
void add_members(Value const& from, Value& to, rapidjson::Document& document) {
    auto& allocator = document.GetAllocator();
    for (auto const& member : from.GetObject()) {
        if (to.HasMember(member.name))
            throw std::logic_error{"given twice: " + std::string{view(member.name)}};
        to.AddMember(Value{member.name, allocator}, Value{member.value, allocator}, allocator);
    }
}

void add_part(std::string_view text, rapidjson::Document& document) {
    auto const part = json::parse(text, "a part of the OpenAPI document");
    add_members(part["paths"], document["paths"], document);
    if (!part.HasMember("components")) return;
    add_members(part["components"]["schemas"], document["components"]["schemas"], document);
}

// The part once for each list that belongs to instances.
void add_resources(std::string_view part, rapidjson::Document& document) {
    for (auto const* const table : storage::children_of(storage::instances_table())) {
        auto const& its = table->definition();
        std::string text{part};
        boost::replace_all(text, "@path@", its.path);
        boost::replace_all(text, "@names@", storage::camel_case(its.name));
        boost::replace_all(text, "@name@", codec::definition_name(*table));
        boost::replace_all(text, "@Name@", storage::pascal_case(its.noun));
        boost::replace_all(text, "@noun@", its.noun);
        add_part(text, document);
    }
}

Value parsed(std::string_view text, rapidjson::Document& document) {
    rapidjson::Document const value = json::parse(text, "the program");
    return {value, document.GetAllocator()};
}

void add_tenant(Value& operation, rapidjson::Document& document) {
    auto const scope = view(operation["x-account"]);
    if (scope == "none" || scope == "used") return;
    auto const is_many = scope == "many";
    auto& allocator = document.GetAllocator();
    if (!operation.HasMember("parameters"))
        operation.AddMember("parameters", Value{rapidjson::kArrayType}, allocator);
    constexpr std::string_view kParameter = R"({{
        "name": "account", "in": "query",
        "description": "Whose it is: an AccessKeyId that the account's calls use{}. Absent: the default account.{}",
        "schema": {{"$ref": "#/components/schemas/accountKey"}}
    }})";
    auto const parameter = fmt::format(
        kParameter,
        is_many ? ", or * for every account that has been used" : "",
        is_many ? R"( With * the answer is {\"accounts\": {ID: what it answers for that account}}.)"
                : ""
    );
    operation["parameters"].PushBack(parsed(parameter, document), allocator);
}

void add_problem(Value& operation, rapidjson::Document& document) {
    constexpr std::string_view kProblem = R"({
        "description": "What was wrong.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}
    })";
    operation["responses"]
        .AddMember("default", parsed(kProblem, document), document.GetAllocator());
}

Value const* find(Value const& rules, std::string const& pointer) {
    return rapidjson::Pointer{pointer.data(), pointer.size()}.Get(rules);
}

// The rule that one parameter's schema refers to, whose type is then at hand, or that schema
// itself.
Value argument_rule(Value const& schema, rapidjson::Document& rules) {
    auto const reference = schema.FindMember("$ref");
    if (reference == schema.MemberEnd()) return {schema, rules.GetAllocator()};
    std::string const pointer{view(reference->value).substr(1)};  // behind '#'
    return {*find(rules, pointer), rules.GetAllocator()};
}

// Adds `x-arguments`, the schema of the operation's parameters taken together.
void add_arguments(Value& operation, rapidjson::Document& rules) {
    auto& allocator = rules.GetAllocator();
    Value properties{rapidjson::kObjectType};
    Value required{rapidjson::kArrayType};
    if (operation.HasMember("parameters")) {
        for (auto const& parameter : operation["parameters"].GetArray()) {
            Value const& name = parameter["name"];
            auto rule = argument_rule(parameter["schema"], rules);
            properties.AddMember(Value{name, allocator}, rule, allocator);
            if (parameter.HasMember("required") && parameter["required"].GetBool())
                required.PushBack(Value{name, allocator}, allocator);
        }
    }
    auto rule = parsed(
        R"({"title": "the parameters of this path", "type": "object", "additionalProperties": false})",
        rules
    );
    rule.AddMember("properties", properties, allocator);
    if (!required.Empty()) rule.AddMember("required", required, allocator);
    operation.AddMember("x-arguments", rule, allocator);
}

// The document that the parts make: server/control/rest/openapi.json, one of each resource in
// server/control/routes, and what fixtures are made of. Adds to every operation what all have: the
// parameter `tenant` where it has one, and how problems look. Throws std::logic_error.
rapidjson::Document assembled() {
    auto const parts = parts::files();
    auto document = json::parse(parts.front().text, "the OpenAPI document");
    auto& allocator = document.GetAllocator();
    document["info"].AddMember("version", Value{std::string{kVersion}, allocator}, allocator);
    for (auto const& part : parts.subspan(1)) {
        if (part.name == "resource") {
            add_resources(part.text, document);
        } else {
            add_part(part.text, document);
        }
    }
    auto const definitions = codec::definitions("#/components/schemas/");
    add_members(definitions, document["components"]["schemas"], document);
    for (auto& path : document["paths"].GetObject()) {
        for (auto& method : path.value.GetObject()) {
            add_tenant(method.value, document);
            add_problem(method.value, document);
        }
    }
    return document;
}

Scope scope_of(std::string_view word) {
    if (word == "one") return Scope::one;
    if (word == "many") return Scope::many;
    if (word == "used") return Scope::used;
    if (word == "none") return Scope::none;
    throw std::logic_error{"x-account must be one, many, used or none: " + std::string{word}};
}

Operation read_operation(std::string_view path, std::string_view method, Value const& rule) {
    Operation operation;
    operation.id = view(rule["operationId"]);
    operation.method = boost::to_upper_copy(std::string{method});
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

// A text as it is, if it is none of the type.
Value converted(
    std::string_view given,
    std::string_view type,
    rapidjson::Document::AllocatorType& allocator
) {
    auto const number = type == "integer" ? text::number<std::int64_t>(given) : std::nullopt;
    if (number) return Value{*number};
    if (type == "boolean" && (given == "true" || given == "false")) return Value{given == "true"};
    return {given.data(), static_cast<rapidjson::SizeType>(given.size()), allocator};
}

// Takes the part before the next '/' off the path.
std::string_view next_segment(std::string_view& path) {
    auto const end = path.find('/');
    auto const segment = path.substr(0, end);
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
    return segment;
}

// What stands for the braces, or nothing if the path is another one.
std::optional<Arguments> arguments_of(std::string_view pattern, std::string_view path) {
    Arguments arguments;
    while (!pattern.empty() && !path.empty()) {
        auto const wanted = next_segment(pattern);
        auto const given = next_segment(path);
        if (wanted.starts_with('{')) {
            auto value = text::percent_decoded(given, text::Plus::itself);
            if (!value || value->empty()) return std::nullopt;
            arguments.emplace_back(wanted.substr(1, wanted.size() - 2), *std::move(value));
        } else if (wanted != given) {
            return std::nullopt;
        }
    }
    if (!pattern.empty() || !path.empty()) return std::nullopt;
    return arguments;
}

}  // namespace

Document const& Document::own() {
    static Document const own;
    return own;
}

Document::Document() : rules_{assembled()}, text_{json::text_of(rules_)} {
    for (auto& path : rules_["paths"].GetObject()) {
        for (auto& method : path.value.GetObject()) {
            operations_.push_back(read_operation(view(path.name), view(method.name), method.value));
            add_arguments(method.value, rules_);
        }
    }
}

Matched Document::match(std::string_view method, std::string_view path) const {
    auto const wanted = method == "HEAD" ? std::string_view{"GET"} : method;
    std::vector<std::string_view> methods;
    for (auto const& operation : operations_) {
        auto arguments = arguments_of(operation.path, path);
        if (!arguments) continue;
        if (operation.method == wanted) return {&operation, *std::move(arguments)};
        methods.emplace_back(operation.method);
    }
    if (methods.empty()) {
        std::vector<std::string_view> known;
        for (auto const& operation : operations_)
            known.emplace_back(operation.path);
        auto message = fmt::format(
            "There is no {} (GET /_emulator/openapi.json lists all paths){}",
            text::quoted(path),
            text::near_name(path, known)
        );
        throw Problem{404, "{}", text::sentence(std::move(message))};
    }
    throw Problem{
        405,
        "{} takes {}, not {}.",
        text::quoted(path),
        text::joined(methods, "or"),
        text::printable(method)}
        .with_field("Allow", fmt::format("{}", fmt::join(methods, ", ")));
}

rapidjson::Document Document::arguments(Operation const& operation, Arguments const& given) {
    auto const& rules = own().rules_;
    auto const place = operation.place + "/x-arguments";
    auto const& properties = *find(rules, place + "/properties");
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
    for (auto const& argument : values.GetObject()) {
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
    rule_at(rules, place).check(values, "the query");
    return values;
}

void Document::check_body(Operation const& operation, Value const& body) {
    auto const place = operation.place + "/requestBody/content/application~1json/schema";
    rule_at(own().rules_, place).check(body, "the body");
}

}  // namespace rds::control::rest
