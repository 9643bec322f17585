#include "server/identity/policy.hpp"

#include "server/identity/operators.hpp"
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

// Counts the bytes of a policy's texts while it is read.
class Size {
  public:
    // Throws json::Invalid, said of `node`, if these are too many.
    void add(Node const& node, std::size_t bytes) {
        if (bytes + 1 > left_) {
            node.refuse(
                fmt::format("the policy is too large; its texts may have {} bytes", kMostBytes)
            );
        }
        left_ -= bytes + 1;
    }

  private:
    // Each text counts with one more: this bounds what a policy costs to read, to keep and to
    // evaluate. Our choice; RAM's page of limits has 2,048 characters.
    static constexpr std::size_t kMostBytes = std::size_t{64} << 10U;

    std::size_t left_ = kMostBytes;
};

[[noreturn]] void refuse(Node const& node, std::string_view expectation) {
    auto const& value = node.value();
    auto const is_empty_list = value.IsArray() && value.Empty();
    node.refuse(
        fmt::format("{} is not {}", is_empty_list ? "an empty list" : shown(value), expectation)
    );
}

// Refuses what is no object, or has other members than these.
void require_object(
    Node const& node,
    std::string_view what,
    std::vector<std::string_view> const& known
) {
    if (!node.value().IsObject()) refuse(node, fmt::format("{} (an object)", what));
    for (auto const& each : node.members()) {
        if (std::ranges::find(known, each.name()) != known.end()) continue;
        each.refuse(fmt::format(
            "{} is not a member of {}{}",
            text::quoted(each.name()),
            what,
            text::near_or_known(each.name(), known)
        ));
    }
}

Node require_member(Node const& object, std::string_view name, std::string_view expectation) {
    if (auto member = object.find(name)) return *member;
    object.refuse(fmt::format("{} is missing; it is {}", text::quoted(name), expectation));
}

// The members of an object that has some.
std::vector<Node> members(Node const& object, std::string_view expectation) {
    if (!object.value().IsObject() || object.value().ObjectEmpty()) refuse(object, expectation);
    return object.members();
}

// A value alone or the values of a list that has some: both are written.
std::vector<Node> one_or_many(Node const& node, std::string_view expectation) {
    if (!node.value().IsArray()) return {node};
    if (node.value().Empty()) refuse(node, expectation);
    return node.elements();
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
    for (auto const known : kKeys) {
        if (known == name || !text::equals_ignoring_case(known, name)) continue;
        auto const right = std::string{known}.append(key.substr(name.size()));
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

Condition read_condition(Size& size, Operator op, Node const& key) {
    check_key(key);
    size.add(key, key.name().size());
    Condition condition{op, std::string{key.name()}, {}};
    auto const expectation = operand_example(op.kind);
    for (auto const& node : one_or_many(key, fmt::format("{}, or a list of such", expectation))) {
        auto const& given = node.value();
        auto value = operand(op.kind, given);
        if (!value) refuse(node, expectation);
        size.add(node, given.IsString() ? given.GetStringLength() : 0);
        condition.values.push_back(*std::move(value));
    }
    return condition;
}

// A statement's "Condition": values by key by operator.
std::vector<Condition> read_conditions(Size& size, Node const& node) {
    std::vector<Condition> conditions;
    for (auto const& keys : members(node, R"(an object like {"IpAddress": {...}})")) {
        auto const op = read_operator(keys);
        for (auto const& key : members(keys, R"(an object like {"acs:SourceIp": ...})"))
            conditions.push_back(read_condition(size, op, key));
    }
    return conditions;
}

constexpr std::string_view kActions =
    R"(an action like "rds:DescribeBackupTasks", "rds:Describe*" or "*", or a list of such)";
constexpr std::string_view kResources =
    R"(a resource like "acs:rds:*:*:dbinstance/rm-a" or "*", or a list of such)";

bool consists_of(std::string_view text, std::string_view others) {
    return !text.empty() && std::ranges::all_of(text, [others](char c) {
        return text::is_letter(c) || text::is_digit(c) || others.find(c) != std::string_view::npos;
    });
}

// "*", "rds:Describe*"; and "*:Describe*" of all services: our choice.
bool is_action(std::string_view text) {
    auto const colon = std::min(text.find(':'), text.size());
    return text == "*" || (consists_of(text.substr(0, colon), "*?-_") && colon < text.size() &&
                           consists_of(text.substr(colon + 1), "*?-_./"));
}

// "*", "acs:<service>:<region>:<tenant>:<what>"
bool is_resource(std::string_view text) {
    if (text == "*") return true;
    constexpr std::size_t kParts = 5;
    auto const parts = text::split(text, ':');
    return parts.size() >= kParts && parts[0] == "acs" && !parts[1].empty() &&
           (parts.size() > kParts || !parts[4].empty());
}

std::vector<std::string> read_patterns(
    Size& size,
    Node const& list,
    bool (*is_right)(std::string_view),
    std::string_view expectation
) {
    std::vector<std::string> patterns;
    for (auto const& node : one_or_many(list, expectation)) {
        if (!node.value().IsString() || !is_right(view(node.value()))) refuse(node, expectation);
        size.add(node, view(node.value()).size());
        patterns.emplace_back(view(node.value()));
    }
    return patterns;
}

Statement::Effect read_effect(Node const& node) {
    auto const text = node.value().IsString() ? view(node.value()) : std::string_view{};
    if (text == "Allow") return Statement::Effect::allow;
    if (text == "Deny") return Statement::Effect::deny;
    refuse(node, R"("Allow" or "Deny")" + text::near_name(text, {"Allow", "Deny"}));
}

void read_actions(Size& size, Node const& node, Statement& statement) {
    auto const actions = node.find("Action");
    auto const all_but = node.find("NotAction");
    if (actions && all_but) {
        node.refuse(R"("Action" and "NotAction" are both given; one of them is right)");
    }
    if (!actions && !all_but) {
        node.refuse(fmt::format(R"("Action" or "NotAction" is missing; it is {})", kActions));
    }
    statement.is_all_but_actions = all_but.has_value();
    statement.actions = read_patterns(size, actions ? *actions : *all_but, is_action, kActions);
}

Statement read_statement(Size& size, Node const& node) {
    require_object(node, "a statement", {"Effect", "Action", "NotAction", "Resource", "Condition"});
    Statement statement{node.pointer()};
    statement.effect = read_effect(require_member(node, "Effect", R"("Allow" or "Deny")"));
    read_actions(size, node, statement);
    statement.resources =
        read_patterns(size, require_member(node, "Resource", kResources), is_resource, kResources);
    if (auto const conditions = node.find("Condition")) {
        statement.conditions = read_conditions(size, *conditions);
    }
    return statement;
}

}  // namespace

Policy parse_policy(Node const& root) {
    constexpr std::string_view kStatements = "a list of statements, at least one";
    require_object(root, "a policy", {"Version", "Statement"});
    auto const version = require_member(root, "Version", R"("1")");
    if (!version.value().IsString() || view(version.value()) != "1")
        refuse(version, R"(the text "1", the only version)");
    auto const list = require_member(root, "Statement", kStatements);
    if (!list.value().IsArray() || list.value().Empty()) refuse(list, kStatements);
    Size size;
    Policy policy;
    for (auto const& node : list.elements()) {
        size.add(node, 0);
        policy.push_back(read_statement(size, node));
    }
    return policy;
}

}  // namespace rds::identity
