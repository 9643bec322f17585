#include "server/identity/decide.hpp"

#include "server/identity/operators.hpp"
#include "server/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::identity {

namespace {

using Kind = Operator::Kind;
using Relation = Operator::Relation;

template <class Value>
bool is_related(Value const& given, Relation relation, Value const& wanted) {
    switch (relation) {
        case Relation::equal:
            break;
        case Relation::less:
            return given < wanted;
        case Relation::less_or_equal:
            return given <= wanted;
        case Relation::greater:
            return given > wanted;
        case Relation::greater_or_equal:
            return given >= wanted;
    }
    return given == wanted;
}

// `given` and `wanted` are of the type of the operator's kind.
bool is_met(Operator const& op, Operand const& given, Operand const& wanted) {
    switch (op.kind) {
        case Kind::text:
        case Kind::truth:
            break;
        case Kind::text_ignoring_case:
            return text::equals_ignoring_case(
                std::get<std::string>(given),
                std::get<std::string>(wanted)
            );
        case Kind::pattern:
            return text::matches_wildcard(
                std::get<std::string>(given),
                std::get<std::string>(wanted),
                text::Case::heeded
            );
        case Kind::number:
            return is_related(std::get<double>(given), op.relation, std::get<double>(wanted));
        case Kind::date:
            return is_related(
                std::get<storage::Instant>(given),
                op.relation,
                std::get<storage::Instant>(wanted)
            );
        case Kind::address:
            return std::get<Network>(wanted).contains(std::get<Network>(given));
    }
    return given == wanted;
}

// An address may name its interface, "fe80::1%eth0".
std::string_view without_interface(Kind kind, std::string_view text) {
    return kind == Kind::address ? text.substr(0, text.find('%')) : text;
}

// Whether the request's value is one of the condition's. A value that is no number, date, truth or
// address where the operator wants one is none of them: our choice.
bool is_any_met(Condition const& condition, std::string_view value) {
    auto const kind = condition.op.kind;
    auto const given = parse_operand(kind, without_interface(kind, value));
    return given && std::ranges::any_of(condition.values, [&](Operand const& wanted) {
               return is_met(condition.op, *given, wanted);
           });
}

// A negated operator holds unless one of its values matches. What holds when the request lacks the
// key is not documented; that IfExists forms exist says that the plain ones do not hold. Our
// choice: an absent key matches no value, so plain operators do not hold and negated ones do.
bool holds(Condition const& condition, Question const& question) {
    auto const found = question.conditions.find(condition.key);
    if (found == question.conditions.end()) {
        return condition.op.is_negated || condition.op.holds_if_absent;
    }
    return is_any_met(condition, found->second) != condition.op.is_negated;
}

bool is_any_matched(
    std::vector<std::string> const& patterns,
    std::string_view text,
    text::Case letters
) {
    return std::ranges::any_of(patterns, [&](std::string const& pattern) {
        return text::matches_wildcard(text, pattern, letters);
    });
}

// Actions ignore case: documented as so "in most cases"
// (https://help.aliyun.com/document_detail/93738.html). Resources do not, and a * in them also goes
// over colons: our choice.
bool applies(Statement const& statement, Question const& question) {
    return is_any_matched(statement.actions, question.action, text::Case::ignored) !=
               statement.is_all_but_actions &&
           is_any_matched(statement.resources, question.resource, text::Case::heeded) &&
           std::ranges::all_of(statement.conditions, [&question](Condition const& condition) {
               return holds(condition, question);
           });
}

// The pointer to the first statement of this effect that applies; empty: none.
std::string
first_of(Statement::Effect effect, Principal const& principal, Question const& question) {
    for (auto const& policy : principal.policies) {
        for (std::size_t index = 0; index < policy.statements.size(); ++index) {
            auto const& statement = policy.statements[index];
            if (statement.effect != effect || !applies(statement, question)) continue;
            return fmt::format("{}/Statement/{}", policy.pointer, index);
        }
    }
    return {};
}

// What of a statement that speaks of the action keeps it from applying.
std::string misfit(Statement const& statement, Question const& question) {
    if (!is_any_matched(statement.resources, question.resource, text::Case::heeded))
        return "Resource";
    for (auto const& condition : statement.conditions) {
        if (!holds(condition, question)) return "Condition on " + condition.key;
    }
    return {};
}

std::string nearest_to_allow(Principal const& principal, Question const& question) {
    for (auto const& policy : principal.policies) {
        for (std::size_t index = 0; index < policy.statements.size(); ++index) {
            auto const& statement = policy.statements[index];
            auto const speaks_of_it =
                is_any_matched(statement.actions, question.action, text::Case::ignored) !=
                statement.is_all_but_actions;
            if (statement.effect != Statement::Effect::allow || !speaks_of_it) continue;
            return fmt::format(
                "{}/Statement/{} would, but for its {}",
                policy.pointer,
                index,
                misfit(statement, question)
            );
        }
    }
    return {};
}

}  // namespace

Decision decide(Principal const& principal, Question const& question) {
    if (principal.kind == Principal::Kind::root) return {.is_allowed = true};
    if (auto denying = first_of(Statement::Effect::deny, principal, question); !denying.empty()) {
        return {.is_allowed = false, .statement = std::move(denying)};
    }
    auto allowing = first_of(Statement::Effect::allow, principal, question);
    if (!allowing.empty()) return {.is_allowed = true, .statement = std::move(allowing)};
    return {.is_allowed = false, .nearest = nearest_to_allow(principal, question)};
}

}  // namespace rds::identity
