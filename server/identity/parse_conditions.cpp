#include "server/identity/parse_conditions.hpp"

#include "server/identity/operators.hpp"
#include "server/json/shown.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace rds::identity {

namespace {

using json::Node;
using json::shown;
using json::view;
using rapidjson::Value;

// Those that a call here has; of other services there are many more.
constexpr std::array<std::string_view, 4> kKeys{
    "acs:SourceIp",
    "acs:SecureTransport",
    "acs:CurrentTime",
    "rds:ResourceTag"};

constexpr std::string_view kTag = "rds:ResourceTag";

// The members of an object that has some.
std::vector<Node> members(Node const& object, std::string_view expectation) {
    if (!object.value().IsObject() || object.value().ObjectEmpty())
        object.refuse(fmt::format("{} is not {}", shown_size(object.value()), expectation));
    return object.members();
}

Operator read_operator(Node const& node) {
    auto const name = node.name();
    auto const found = find_operator(name);
    if (found) return *found;
    auto const right = text::near_or_known(name.substr(0, name.find("IfExists")), operator_names());
    node.refuse(fmt::format("{} is not a condition operator{}", text::quoted(name), right));
}

// Keys are compared with their case: our choice. One that is right but for its case would never be
// found in a request, so it is refused.
void check_key(Node const& node) {
    auto const key = node.name();
    auto const name = key.substr(0, key.find('/'));
    auto const* const same = std::ranges::find_if(kKeys, [name](std::string_view known) {
        return text::equals_ignoring_case(known, name);
    });
    if (same != kKeys.end() && *same != name) {
        auto const right = std::string{*same}.append(key.substr(name.size()));
        node.refuse(fmt::format(
            "{} is not a condition key; did you mean {}?",
            text::quoted(key),
            text::quoted(right)
        ));
    }
    auto const colon = key.find(':');
    auto const is_complete = colon != 0 && colon != std::string_view::npos &&
                             colon + 1 < key.size() && key != kTag && !key.ends_with('/');
    if (is_complete) return;
    node.refuse(fmt::format(
        R"({} is not a condition key like "acs:SourceIp" or "rds:ResourceTag/env")",
        text::quoted(key)
    ));
}

// Numbers and truths may stand without quotes: our choice.
std::optional<Operand> operand(Operator::Kind kind, Value const& value) {
    if (value.IsString()) return parse_operand(kind, view(value));
    if (kind == Operator::Kind::number && value.IsNumber()) return value.GetDouble();
    if (kind == Operator::Kind::truth && value.IsBool()) return value.GetBool();
    return std::nullopt;
}

Condition read_condition(PolicyReader& reader, Operator op, Node const& key) {
    check_key(key);
    reader.count(key, key.name().size());
    Condition condition{op, std::string{key.name()}, {}};
    auto const expectation = operand_example(op.kind);
    for (auto const& node : one_or_many(key, fmt::format("{}, or a list of such", expectation))) {
        auto const& given = node.value();
        auto value = operand(op.kind, given);
        if (!value) node.refuse(fmt::format("{} is not {}", shown(given), expectation));
        reader.count(node, given.IsString() ? given.GetStringLength() : 0);
        condition.values.push_back(*std::move(value));
    }
    return condition;
}

}  // namespace

std::vector<Condition> read_conditions(PolicyReader& reader, Node const& node) {
    std::vector<Condition> conditions;
    for (auto const& keys : members(node, R"(an object like {"IpAddress": {...}})")) {
        auto const op = read_operator(keys);
        for (auto const& key : members(keys, R"(an object like {"acs:SourceIp": ...})"))
            conditions.push_back(read_condition(reader, op, key));
    }
    return conditions;
}

}  // namespace rds::identity
