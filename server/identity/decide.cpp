#include "server/identity/decide.hpp"

#include "server/identity/operators.hpp"
#include "server/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::identity {

namespace {

using Kind = Operator::Kind;

// `given` and `wanted` are of the type of the operator's kind.
bool is_met(Operator const& op, Operand const& given, Operand const& wanted) {
    if (op.kind == Kind::address)
        return std::get<Network>(wanted).contains(std::get<Network>(given));
    if (op.kind == Kind::text_ignoring_case) {
        return text::equals_ignoring_case(
            std::get<std::string>(given),
            std::get<std::string>(wanted)
        );
    }
    if (op.kind == Kind::pattern) {
        return text::matches_wildcard(
            std::get<std::string>(given),
            std::get<std::string>(wanted),
            text::Case::heeded
        );
    }
    if (given == wanted) return op.takes_equal;
    return given < wanted ? op.takes_less : op.takes_greater;
}

// Whether the request's value is one of the condition's. A value that is no number, date, truth or
// address where the operator wants one is none of them: our choice.
bool is_any_met(Condition const& condition, std::string_view value) {
    auto const kind = condition.op.kind;
    if (kind == Kind::address) value = value.substr(0, value.find('%'));  // "fe80::1%eth0"
    auto const given = parse_operand(kind, value);
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
// (https://help.aliyun.com/document_detail/93738.html).
bool speaks_of_action(Statement const& statement, Question const& question) {
    return is_any_matched(statement.actions, question.action, text::Case::ignored) !=
           statement.is_all_but_actions;
}

// What of a statement that speaks of the action keeps it from applying; empty: nothing does.
// Resources heed case, and a * in them also goes over colons: our choice.
std::string misfit(Statement const& statement, Question const& question) {
    if (!is_any_matched(statement.resources, question.resource, text::Case::heeded))
        return "Resource";
    for (auto const& condition : statement.conditions) {
        if (!holds(condition, question)) return "Condition on " + condition.key;
    }
    return {};
}

}  // namespace

Decision decide(Principal const& principal, Question const& question) {
    if (principal.kind == Principal::Kind::root) return {.is_allowed = true};
    Decision decision;
    for (auto const& policy : principal.policies) {
        for (auto const& statement : policy) {
            if (!speaks_of_action(statement, question)) continue;
            auto const why_not = misfit(statement, question);
            if (statement.effect == Statement::Effect::deny) {
                if (why_not.empty()) return {.statement = statement.pointer};
            } else if (why_not.empty() && !decision.is_allowed) {
                decision = {.is_allowed = true, .statement = statement.pointer};
            } else if (!decision.is_allowed && decision.nearest.empty()) {
                decision.nearest =
                    fmt::format("{} would, but for its {}", statement.pointer, why_not);
            }
        }
    }
    return decision;
}

}  // namespace rds::identity
