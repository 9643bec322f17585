#include "server/control/faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace rds::control {

namespace {

// The last value of each name, so that many rules are compared with many arguments.
using Values = std::unordered_map<std::string_view, std::string_view>;

// Whether a call is one of those that the rule is about.
bool matches(FaultRule const& rule, std::string_view action, Values const& values) {
    if (!rule.action.empty() && rule.action != action) return false;
    return std::ranges::all_of(rule.parameters, [&values](auto const& parameter) {
        auto const given = values.find(parameter.first);
        return given == values.end() ? parameter.second.empty() : given->second == parameter.second;
    });
}

// Whether it is the turn of the next call that matches.
bool comes_next(FaultRule const& rule) {
    auto const call = rule.calls + 1;
    if (rule.first) return call <= *rule.first;
    if (rule.every) return call % *rule.every == 0;
    return !rule.after || call > *rule.after;
}

}  // namespace

bool is_spent(FaultRule const& rule, storage::Instant now) {
    return (rule.first && rule.calls >= *rule.first) || (rule.until && now >= *rule.until);
}

FaultRule add_fault(FaultRule rule, storage::Tenant& state) {
    auto ids = state.last_ids().get();
    rule.id = ++ids.fault;
    state.last_ids().update(ids);
    state.fault_rules().add(rule);
    return rule;
}

std::optional<FaultRule> strike(
    std::string_view action,
    api::Arguments const& arguments,
    storage::Tenant::Entered const& entered
) {
    auto store = entered.tenant().fault_rules();
    auto rules = store.all();
    if (rules.empty()) return std::nullopt;
    Values values;
    for (auto const& [name, value] : arguments.all())
        values[name] = value;
    std::erase_if(rules, [&](FaultRule const& rule) {
        return is_spent(rule, entered.now()) || !matches(rule, action, values);
    });
    auto const next = std::ranges::find_if(rules, comes_next);
    auto const strikes = next != rules.end();
    if (strikes) rules.erase(std::next(next), rules.end());  // they do not count it
    if (rules.empty()) return std::nullopt;

    if (strikes) ++rules.back().hits;
    auto transaction = entered.begin(storage::Access::write);
    for (auto& rule : rules) {
        ++rule.calls;
        store.update(rule);
    }
    transaction.commit();
    return strikes ? std::optional{rules.back()} : std::nullopt;
}

std::string hint_injected(FaultRule const& rule) {
    auto const begin = fmt::format("Injected: rule {}, hit {}", rule.id, rule.hits);
    if (rule.first) return fmt::format("{} of the first {}.", begin, *rule.first);
    if (rule.every) return fmt::format("{}, one in every {} calls.", begin, *rule.every);
    if (rule.after) return fmt::format("{} after the first {} calls.", begin, *rule.after);
    return begin + ".";
}

}  // namespace rds::control
