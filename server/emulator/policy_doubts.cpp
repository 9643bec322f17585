#include "server/emulator/policy_doubts.hpp"

#include "server/gateway/service_actions.hpp"
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
    auto resource = pattern;
    for (int colons = 0; colons < 4; ++colons) {
        auto const colon = resource.find(':');
        if (colon == std::string_view::npos) return {};
        resource.remove_prefix(colon + 1);
    }
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

class Doubts {
  public:
    void add(std::string const& where, std::string const& doubt) {
        if (!doubt.empty()) sentences_.push_back(where + ": " + doubt);
    }

    void look_at(identity::Policy const& policy) {
        for (std::size_t index = 0; index < policy.statements.size(); ++index) {
            auto const& statement = policy.statements[index];
            auto const where = fmt::format("{}/Statement/{}", policy.pointer, index);
            for (auto const& action : statement.actions)
                add(where, doubt_about_action(action));
            for (auto const& resource : statement.resources)
                add(where, doubt_about_resource(resource));
            for (auto const& condition : statement.conditions)
                add(where, doubt_about_key(condition.key));
        }
    }

    // Several keys may have the same owner.
    void look_at(identity::SharedPrincipal const& owner) {
        if (!owner || !seen_.insert(owner.get()).second) return;
        for (auto const& policy : owner->policies)
            look_at(policy);
    }

    std::vector<std::string> take() { return std::move(sentences_); }

  private:
    std::set<identity::Principal const*> seen_;
    std::vector<std::string> sentences_;
};

}  // namespace

std::vector<std::string> policy_doubts(codec::Fixture const& fixture) {
    Doubts doubts;
    for (auto const& key : fixture.identities.access_keys)
        doubts.look_at(key.owner);
    for (auto const& temporary : fixture.identities.temporary_keys)
        doubts.look_at(temporary.key.owner);
    for (auto const& bearer : fixture.identities.bearer_tokens)
        doubts.look_at(bearer.owner);
    return doubts.take();
}

}  // namespace rds
