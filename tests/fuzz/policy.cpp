// A RAM policy and a question: parse_policy(), and where that accepts it, decide(). The first line
// is the action, the second the resource, then come conditions as key=value; behind an empty line
// stands the policy.
#include "server/identity/policy.hpp"

#include "server/identity/decide.hpp"
#include "server/json/invalid.hpp"
#include "server/json/node.hpp"
#include "server/json/parse.hpp"
#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace rds::fuzz {

namespace {

using identity::Decision;
using identity::Policy;
using identity::Principal;
using identity::Question;
using identity::Statement;

// Takes the first line off.
std::string_view next_line(std::string_view& input) {
    auto const end = std::min(input.find('\n'), input.size());
    auto const line = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    return line;
}

// Takes the question off.
Question read_question(std::string_view& input) {
    Question question;
    question.action = next_line(input);
    question.resource = next_line(input);
    for (auto line = next_line(input); !line.empty(); line = next_line(input)) {
        auto const equals = std::min(line.find('='), line.size());
        auto const value = line.substr(std::min(equals + 1, line.size()));
        question.conditions.emplace(line.substr(0, equals), value);
    }
    return question;
}

std::optional<Policy> accepted(std::string_view text) {
    try {
        std::string const source = "the policy";
        auto const document = json::parse(text, source);
        return identity::parse_policy({document, source});
    } catch (json::Invalid const& invalid) {
        std::string_view const message = invalid.what();
        require(!message.empty() && is_printable_line(message), "a refusal is one printable line");
        require(
            invalid.pointer().empty() || invalid.pointer().starts_with('/'),
            "a refusal says where"
        );
        return std::nullopt;
    }
}

Decision decision(std::vector<Policy> policies, Question const& question) {
    return decide({Principal::Kind::user, "1", "a", std::move(policies)}, question);
}

Policy of_all(Statement::Effect effect) {
    return {{.pointer = "/all", .effect = effect, .actions = {"*"}, .resources = {"*"}}};
}

void require_sane(Policy const& policy) {
    require(!policy.empty(), "a policy has a statement");
    for (auto const& statement : policy) {
        require(!statement.actions.empty(), "a statement has an action");
        require(!statement.resources.empty(), "a statement has a resource");
        for (auto const& condition : statement.conditions)
            require(!condition.values.empty(), "a condition has a value");
    }
}

void require_explained(Policy const& policy, Decision const& decided) {
    if (decided.statement.empty()) {
        require(!decided.is_allowed, "what no statement allows is refused");
        return;
    }
    constexpr std::string_view kPrefix = "/Statement/";
    require(decided.statement.starts_with(kPrefix), "a decision names a statement");
    auto const index = std::stoul(decided.statement.substr(kPrefix.size()));
    require(index < policy.size(), "of the policy");
    auto const allows = policy[index].effect == Statement::Effect::allow;
    require(allows == decided.is_allowed, "whose effect is the decision");
}

void require_same(Policy const& policy, Question const& question, Decision const& decided) {
    auto const again = decision({policy}, question);
    require(
        again.is_allowed == decided.is_allowed && again.statement == decided.statement,
        "a decision is always the same"
    );
    require(
        decision({policy, policy}, question).is_allowed == decided.is_allowed,
        "a policy given twice decides as once"
    );
    auto reversed = policy;
    std::ranges::reverse(reversed);
    require(
        decision({reversed}, question).is_allowed == decided.is_allowed,
        "the order of statements decides nothing"
    );
}

void require_deny_wins(Policy const& policy, Question const& question, Decision const& decided) {
    require(
        !decision({policy, of_all(Statement::Effect::deny)}, question).is_allowed,
        "a Deny of all refuses all"
    );
    auto const with_allow = decision({policy, of_all(Statement::Effect::allow)}, question);
    auto const is_denied = !decided.is_allowed && !decided.statement.empty();
    require(with_allow.is_allowed == !is_denied, "an Allow of all allows what is not denied");
    for (auto statement : policy) {
        statement.effect = Statement::Effect::deny;
        auto const with_deny = decision({policy, {statement}}, question);
        require(decided.is_allowed || !with_deny.is_allowed, "one more Deny allows nothing");
    }
}

// A condition turned round holds exactly when it did not; one that IfExists spares always holds
// where its key is absent.
void require_complements(Policy const& policy, Question const& question) {
    auto all = of_all(Statement::Effect::allow);
    for (auto const& statement : policy) {
        for (auto const& condition : statement.conditions) {
            if (condition.op.holds_if_absent) continue;
            all[0].conditions = {condition};
            auto const holds = decision({all}, question).is_allowed;
            auto& op = all[0].conditions[0].op;
            op.is_negated = !op.is_negated;
            require(decision({all}, question).is_allowed != holds, "a negation is the contrary");
        }
    }
}

}  // namespace

void check(std::string_view input) {
    auto const question = read_question(input);
    auto const policy = accepted(input);
    if (!policy) return;
    require_sane(*policy);
    auto const decided = decision({*policy}, question);
    require_explained(*policy, decided);
    require_same(*policy, question, decided);
    require_deny_wins(*policy, question, decided);
    require_complements(*policy, question);
    require(decide({Principal::Kind::root, "1"}, question).is_allowed, "a root may do all");
}

}  // namespace rds::fuzz
