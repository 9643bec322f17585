#include "server/identity/parse_policy.hpp"

#include "server/identity/operators.hpp"
#include "server/identity/policy_reader.hpp"
#include "server/json/node.hpp"
#include "server/json/parse.hpp"
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

// A statement's "Condition": values by key by operator.
std::vector<Condition> read_conditions(PolicyReader& reader, Node const& node) {
    std::vector<Condition> conditions;
    for (auto const& keys : members(node, R"(an object like {"IpAddress": {...}})")) {
        auto const op = read_operator(keys);
        for (auto const& key : members(keys, R"(an object like {"acs:SourceIp": ...})"))
            conditions.push_back(read_condition(reader, op, key));
    }
    return conditions;
}

constexpr std::string_view kActions =
    R"(an action like "rds:DescribeBackupTasks", "rds:Describe*" or "*", or a list of such)";
constexpr std::string_view kResources =
    R"(a resource like "acs:rds:*:*:dbinstance/rm-a" or "*", or a list of such)";

bool is_one_of(char c, std::string_view others) {
    return text::is_letter(c) || text::is_digit(c) || others.find(c) != std::string_view::npos;
}

// "*", "rds:Describe*"; and "*:Describe*" of all services: our choice.
bool is_action(std::string_view text) {
    if (text == "*") return true;
    auto const colon = text.find(':');
    if (colon == 0 || colon == std::string_view::npos || colon + 1 == text.size()) return false;
    return std::ranges::all_of(
               text.substr(0, colon),
               [](char c) { return is_one_of(c, "*?-_"); }
           ) &&
           std::ranges::all_of(text.substr(colon + 1), [](char c) {
               return is_one_of(c, "*?-_./");
           });
}

// "*", "acs:<service>:<region>:<tenant>:<what>"
bool is_resource(std::string_view text) {
    constexpr std::string_view kPrefix = "acs:";
    if (text == "*") return true;
    if (!text.starts_with(kPrefix)) return false;
    auto const service = text.substr(kPrefix.size());
    auto const region = service.find(':');
    if (region == 0 || region == std::string_view::npos) return false;
    auto const tenant = service.find(':', region + 1);
    if (tenant == std::string_view::npos) return false;
    auto const what = service.find(':', tenant + 1);
    return what != std::string_view::npos && what + 1 < service.size();
}

std::vector<std::string> read_patterns(
    PolicyReader& reader,
    Node const& list,
    bool (*is_right)(std::string_view),
    std::string_view expectation
) {
    std::vector<std::string> patterns;
    for (auto const& node : one_or_many(list, expectation)) {
        if (!node.value().IsString() || !is_right(view(node.value()))) {
            node.refuse(fmt::format("{} is not {}", shown(node.value()), expectation));
        }
        patterns.push_back(reader.text(node));
    }
    return patterns;
}

Statement::Effect read_effect(Node const& node) {
    if (node.value().IsString() && view(node.value()) == "Allow") return Statement::Effect::allow;
    if (node.value().IsString() && view(node.value()) == "Deny") return Statement::Effect::deny;
    auto const near =
        node.value().IsString() ? text::near_name(view(node.value()), {"Allow", "Deny"}) : "";
    node.refuse(fmt::format(R"({} is not "Allow" or "Deny"{})", shown(node.value()), near));
}

void read_actions(PolicyReader& reader, Node const& node, Statement& statement) {
    auto const actions = node.find("Action");
    auto const all_but = node.find("NotAction");
    if (actions && all_but) {
        node.refuse(R"("Action" and "NotAction" are both given; one of them is right)");
    }
    if (!actions && !all_but) {
        node.refuse(fmt::format(R"("Action" or "NotAction" is missing; it is {})", kActions));
    }
    statement.is_all_but_actions = all_but.has_value();
    statement.actions = read_patterns(reader, actions ? *actions : *all_but, is_action, kActions);
}

Statement read_statement(PolicyReader& reader, Node const& node) {
    require_object(node, "a statement", {"Effect", "Action", "NotAction", "Resource", "Condition"});
    Statement statement;
    statement.effect = read_effect(require_member(node, "Effect", R"("Allow" or "Deny")"));
    read_actions(reader, node, statement);
    statement.resources = read_patterns(
        reader,
        require_member(node, "Resource", kResources),
        is_resource,
        kResources
    );
    if (auto const conditions = node.find("Condition")) {
        statement.conditions = read_conditions(reader, *conditions);
    }
    return statement;
}

void check_version(Node const& node) {
    if (node.value().IsString() && view(node.value()) == "1") return;
    node.refuse(fmt::format(R"({} is not the text "1", the only version)", shown(node.value())));
}

}  // namespace

Policy parse_policy(Node const& root) {
    constexpr std::string_view kStatements = "a list of statements, at least one";
    require_object(root, "a policy", {"Version", "Statement"});
    check_version(require_member(root, "Version", R"("1")"));
    auto const list = require_member(root, "Statement", kStatements);
    if (!list.value().IsArray() || list.value().Empty())
        list.refuse(fmt::format("{} is not {}", shown_size(list.value()), kStatements));
    PolicyReader reader{kMostPolicyBytes};
    Policy policy{root.pointer(), {}};
    for (auto const& node : list.elements()) {
        reader.count(node, 0);
        policy.statements.push_back(read_statement(reader, node));
    }
    return policy;
}

Policy parse_policy(std::string_view text, std::string const& source) {
    auto const document = json::parse(text, source);
    return parse_policy(Node{document, source});
}

}  // namespace rds::identity
