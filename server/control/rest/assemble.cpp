#include "server/control/rest/assemble.hpp"

#include "server/control/rest/parts.hpp"
#include "server/fixture/definitions.hpp"
#include "server/json/parse.hpp"
#include "server/json/shown.hpp"
#include "server/version.hpp"

#include <stdexcept>
#include <string>

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

Value parsed(std::string_view text, rapidjson::Document& document) {
    rapidjson::Document const value = json::parse(text, "the program");
    return {value, document.GetAllocator()};
}

void add_account(Value& operation, rapidjson::Document& document) {
    auto const scope = view(operation["x-account"]);
    if (scope == "none" || scope == "used") return;
    auto& allocator = document.GetAllocator();
    if (!operation.HasMember("parameters"))
        operation.AddMember("parameters", Value{rapidjson::kArrayType}, allocator);
    constexpr std::string_view kOne = R"({
        "name": "account", "in": "query",
        "description": "Whose it is: an AccessKeyId that the account's calls use. Absent: the default account.",
        "schema": {"$ref": "#/components/schemas/accountKey"}
    })";
    constexpr std::string_view kMany = R"({
        "name": "account", "in": "query",
        "description": "Whose it is: an AccessKeyId that the account's calls use, or * for every account that has been used. Absent: the default account. With * the answer is {\"accounts\": {ID: what it answers for that account}}.",
        "schema": {"$ref": "#/components/schemas/accountKey"}
    })";
    operation["parameters"].PushBack(parsed(scope == "one" ? kOne : kMany, document), allocator);
}

void add_problem(Value& operation, rapidjson::Document& document) {
    constexpr std::string_view kProblem = R"({
        "description": "What was wrong.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}
    })";
    operation["responses"]
        .AddMember("default", parsed(kProblem, document), document.GetAllocator());
}

void for_each_operation(rapidjson::Document& document, auto const& visit) {
    for (auto& path : document["paths"].GetObject()) {
        for (auto& method : path.value.GetObject())
            visit(method.value);
    }
}

// The rule that one parameter's schema refers to, or that schema itself.
Value argument_rule(Value const& schema, rapidjson::Document& rules) {
    auto const reference = schema.FindMember("$ref");
    if (reference == schema.MemberEnd()) return {schema, rules.GetAllocator()};
    constexpr std::string_view kPrefix = "#/components/schemas/";
    std::string const name{view(reference->value).substr(kPrefix.size())};
    return {rules["components"]["schemas"][name.c_str()], rules.GetAllocator()};
}

void add_arguments(Value& operation, rapidjson::Document& rules) {
    auto& allocator = rules.GetAllocator();
    Value properties{rapidjson::kObjectType};
    Value required{rapidjson::kArrayType};
    if (operation.HasMember("parameters")) {
        for (auto const& parameter : operation["parameters"].GetArray()) {
            Value const& name = parameter["name"];
            properties.AddMember(
                Value{name, allocator},
                argument_rule(parameter["schema"], rules),
                allocator
            );
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

}  // namespace

rapidjson::Document assembled() {
    auto const parts = parts::files();
    auto document = json::parse(parts.front().text, "the OpenAPI document");
    auto& allocator = document.GetAllocator();
    document["info"].AddMember("version", Value{std::string{kVersion}, allocator}, allocator);
    for (auto const& part : parts.subspan(1))
        add_part(part.text, document);
    auto const definitions = fixture::definitions("#/components/schemas/");
    add_members(definitions, document["components"]["schemas"], document);
    for_each_operation(document, [&document](Value& operation) {
        add_account(operation, document);
        add_problem(operation, document);
    });
    return document;
}

void add_argument_rules(rapidjson::Document& rules) {
    for_each_operation(rules, [&rules](Value& operation) { add_arguments(operation, rules); });
}

}  // namespace rds::control::rest
