#include "server/control/faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

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

// "Injected: rule 3, hit 2 of the first 5."
std::string hint_injected(FaultRule const& rule) {
    auto const begin = fmt::format("Injected: rule {}, hit {}", rule.id, rule.hits);
    if (rule.first) return fmt::format("{} of the first {}.", begin, *rule.first);
    if (rule.every) return fmt::format("{}, one in every {} calls.", begin, *rule.every);
    if (rule.after) return fmt::format("{} after the first {} calls.", begin, *rule.after);
    return begin + ".";
}

}  // namespace

Faults Faults::kept_in(storage::Tenant& state) {
    Faults faults;
    for (auto& rule : state.fault_rules().all())
        faults.rules_.push_back(std::make_shared<FaultRule const>(std::move(rule)));
    return faults;
}

std::int64_t Faults::add(FaultRule rule, Entered const& entered) {
    auto& state = entered.tenant();
    rules_.reserve(rules_.size() + 1);  // so that nothing fails once it is kept
    auto transaction = entered.begin(storage::Access::write);
    auto ids = state.last_ids().get();
    rule.id = ++ids.fault;
    auto const shared = std::make_shared<FaultRule const>(std::move(rule));
    state.last_ids().update(ids);
    state.fault_rules().add(*shared);
    transaction.commit();
    rules_.push_back(shared);
    return shared->id;
}

FaultRule const* Faults::find(std::int64_t id) const {
    auto const at = std::ranges::find(rules_, id, [](auto const& rule) { return rule->id; });
    return at == rules_.end() ? nullptr : at->get();
}

bool Faults::remove(std::int64_t id, Entered const& entered) {
    if (find(id) == nullptr) return false;
    auto transaction = entered.begin(storage::Access::write);
    entered.tenant().fault_rules().remove(id);
    transaction.commit();
    std::erase_if(rules_, [id](auto const& rule) { return rule->id == id; });
    return true;
}

void Faults::clear(Entered const& entered) {
    auto transaction = entered.begin(storage::Access::write);
    for (auto const& rule : rules_)
        entered.tenant().fault_rules().remove(rule->id);
    transaction.commit();
    rules_.clear();
}

std::optional<Strike>
Faults::strike(std::string_view action, api::Arguments const& arguments, Entered const& entered) {
    if (rules_.empty()) return std::nullopt;
    Values values;
    for (auto const& [name, value] : arguments.all())
        values[name] = value;
    std::vector<std::pair<std::size_t, std::shared_ptr<FaultRule const>>> counted;
    auto strikes = false;
    for (std::size_t i = 0; i < rules_.size() && !strikes; ++i) {
        auto const& rule = *rules_[i];
        if (is_spent(rule, entered.now()) || !matches(rule, action, values)) continue;
        strikes = comes_next(rule);
        auto next = rule;
        ++next.calls;
        if (strikes) ++next.hits;
        counted.emplace_back(i, std::make_shared<FaultRule const>(std::move(next)));
    }
    if (counted.empty()) return std::nullopt;

    auto transaction = entered.begin(storage::Access::write);
    for (auto const& [i, rule] : counted)
        entered.tenant().fault_rules().update(*rule);
    transaction.commit();
    for (auto const& [i, rule] : counted)
        rules_[i] = rule;
    auto const& last = counted.back().second;
    return strikes ? std::optional{Strike{hint_injected(*last), last}} : std::nullopt;
}

}  // namespace rds::control
