#include "server/emulator/policy_doubts.hpp"

#include "server/gateway/hints.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace rds {

namespace {

constexpr std::size_t kMostEdits = 3;

// Policies speak of other products as well, of which nothing is known here.
bool begins(std::string_view text, std::string_view prefix) {
    return text::equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

std::string doubt_about_action(std::string_view pattern) {
    constexpr std::string_view kService = "rds:";
    if (!begins(pattern, kService)) return {};
    auto const name = pattern.substr(kService.size());
    auto const actions = gateway::service_actions();
    auto const is_meant = [name](std::string_view action) {
        return text::matches_wildcard(action, name, text::Case::ignored);
    };
    if (std::ranges::any_of(actions, is_meant)) return {};
    auto const near = text::nearest(name, actions, kMostEdits);
    return fmt::format(
        "{} is no action of RDS{}",
        text::quoted(pattern),
        near ? fmt::format("; did you mean \"rds:{}\"?", *near) : std::string{}
    );
}

std::string doubt_about_resource(std::string_view pattern) {
    if (!begins(pattern, "acs:rds:")) return {};
    constexpr std::string_view kType = "dbinstance/";
    constexpr std::size_t kPlace = 4;
    auto const parts = text::split(pattern, ':');
    if (parts.size() <= kPlace) return {};
    auto const resource = parts[kPlace];
    auto const literal = resource.substr(0, resource.find_first_of("*?"));
    if (kType.starts_with(literal) && literal.size() < resource.size()) return {};
    if (literal.starts_with(kType)) return {};
    return fmt::format(
        "{} is no resource of RDS; one is acs:rds:{{region}}:{{account}}:dbinstance/{{id}}",
        text::quoted(pattern)
    );
}

std::string doubt_about_key(std::string_view key) {
    if (!begins(key, "rds:") || key.starts_with("rds:ResourceTag/")) return {};
    return fmt::format(
        "no action here has the condition key {}; tags are rds:ResourceTag/{{key}}",
        text::quoted(key)
    );
}

void look_at(identity::Statement const& statement, std::vector<std::string>& doubts) {
    auto const add = [&](std::string const& doubt) {
        if (!doubt.empty()) doubts.push_back(fmt::format("{}: {}", statement.pointer, doubt));
    };
    for (auto const& action : statement.actions)
        add(doubt_about_action(action));
    for (auto const& resource : statement.resources)
        add(doubt_about_resource(resource));
    for (auto const& condition : statement.conditions)
        add(doubt_about_key(condition.key));
}

}  // namespace

std::vector<std::string> policy_doubts(codec::Fixture const& fixture) {
    std::vector<std::string> doubts;
    std::set<identity::SharedPrincipal> seen;  // several keys may have the same owner
    auto const look_at_those_of = [&](identity::SharedPrincipal const& owner) {
        if (!owner || !seen.insert(owner).second) return;
        for (auto const& policy : owner->policies) {
            for (auto const& statement : policy)
                look_at(statement, doubts);
        }
    };
    for (auto const& key : fixture.identities.access_keys)
        look_at_those_of(key.owner);
    for (auto const& temporary : fixture.identities.temporary_keys)
        look_at_those_of(temporary.key.owner);
    for (auto const& bearer : fixture.identities.bearer_tokens)
        look_at_those_of(bearer.owner);
    return doubts;
}

}  // namespace rds
