#include "server/identity/parse_policy.hpp"

#include "server/identity/parse_conditions.hpp"
#include "server/identity/policy_reader.hpp"
#include "server/json/parse.hpp"
#include "server/json/shown.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::identity {

namespace {

using json::Node;
using json::shown;
using json::view;

constexpr std::string_view kActions =
    R"(an action like "rds:DescribeBackupTasks", "rds:Describe*" or "*", or a list of such)";
constexpr std::string_view kResources =
    R"(a resource like "acs:rds:*:*:dbinstance/rm-a" or "*", or a list of such)";

bool is_one_of(char c, std::string_view others) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
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

// "*", "acs:<service>:<region>:<account>:<what>"
bool is_resource(std::string_view text) {
    constexpr std::string_view kPrefix = "acs:";
    if (text == "*") return true;
    if (!text.starts_with(kPrefix)) return false;
    auto const service = text.substr(kPrefix.size());
    auto const region = service.find(':');
    if (region == 0 || region == std::string_view::npos) return false;
    auto const account = service.find(':', region + 1);
    if (account == std::string_view::npos) return false;
    auto const what = service.find(':', account + 1);
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
