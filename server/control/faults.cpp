#include "server/control/faults.hpp"

#include "server/codec/fields.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace rds::control {

namespace {

using json::Node;
using Names = std::vector<std::string_view>;

constexpr std::chrono::minutes kLongestDelay{10};
constexpr std::chrono::days kLongestRetryAfter{1};

// Nothing: the rule is about every action.
api::Action const* read_action(Node const& node, api::Catalog const& catalog) {
    if (!node.has("action")) return nullptr;
    auto const name = node.text("action");
    auto const* const action = catalog.find(name);
    if (action != nullptr) return action;
    Names names;
    for (auto const& each : catalog.all())
        names.push_back(each.name);
    node.refuse("action", "is not an emulated action" + text::near_or_known(name, names));
}

void check_parameters(
    Node const& node,
    FaultRule const& rule,
    api::Action const* action,
    api::Catalog const& catalog
) {
    auto const is_meant = [action](api::Action const& each) {
        return action == nullptr || action == &each;
    };
    auto const is_known = [&](std::string_view name) {
        return std::ranges::binary_search(api::kCommonParameters, name) ||
               std::ranges::any_of(catalog.all(), [&](api::Action const& each) {
                   return is_meant(each) && each.knows(name);
               });
    };
    for (auto const& [name, value] : rule.parameters) {
        if (is_known(name)) continue;
        auto const& common = api::kCommonParameters;
        std::set<std::string> names{common.begin(), common.end()};
        for (auto const& each : catalog.all()) {
            auto const its = is_meant(each) ? each.parameter_names() : std::vector<std::string>{};
            names.insert(its.begin(), its.end());
        }
        auto const parameters = node.object("parameters");
        parameters.find(name)->refuse(fmt::format(
            "{} is not a parameter of {}{}",
            text::quoted(name),
            action != nullptr ? action->name : "any action",
            text::near_or_known(name, {names.begin(), names.end()})
        ));
    }
}

// Of first, every, after and always at most one; without them, first is 1.
void complete_turn(Node const& node, FaultRule& rule) {
    std::vector<char const*> given;
    for (auto const* const name : {"first", "every", "after", "always"}) {
        if (node.has(name) && (name != std::string_view{"always"} || rule.always))
            given.push_back(name);
    }
    if (given.empty()) rule.first = 1;
    if (given.size() < 2) return;
    constexpr auto kWhy = R"(cannot be together with "{}"; leave one of them out)";
    node.refuse(given[1], fmt::format(kWhy, given[0]));
}

void check_no_longer(
    Node const& node,
    char const* name,
    std::optional<storage::Duration> duration,
    std::chrono::milliseconds longest
) {
    if (!duration || *duration <= longest) return;
    node.refuse(name, fmt::format("is too long; {} is the most", text::duration_text(longest)));
}

void refuse_any(
    Node const& node,
    std::initializer_list<char const*> members,
    std::string_view why
) {
    for (auto const* const name : members) {
        if (node.has(name)) node.refuse(name, why);
    }
}

void check_effect(Node const& node, FaultRule const& rule) {
    auto const has_effect =
        !rule.code.empty() || rule.delay || rule.close || rule.body || !rule.content_type.empty();
    if (!has_effect) {
        node.refuse(
            R"(the fault has no effect; it needs "code", "delay", "close", "body" or "contentType")"
        );
    }
    if (!rule.close) return;
    refuse_any(
        node,
        {"code", "body", "contentType"},
        R"(has no effect beside "close", which leaves the call without an answer; leave one of them out)"
    );
}

// Whether its code waits for a parameter's name.
bool names_a_parameter(api::FaultKind const& kind) {
    return kind.code.find("{}") != std::string_view::npos;
}

// The faults that a rule may refuse an action's calls with by their codes alone: all that its
// reference lists, but for the common ones that any parameter's name completes.
std::vector<api::Fault> injectable(api::Action const& action) {
    auto faults = action.own_faults();
    for (auto const* kind : action.injected_faults)
        faults.emplace_back(*kind);
    for (auto const* kind : api::faults::kCommon) {
        if (!names_a_parameter(*kind)) faults.emplace_back(*kind);
    }
    return faults;
}

// The same of a rule for every action: what any may answer, if all that do mean one thing by it.
std::vector<api::Fault> injectable_everywhere(api::Catalog const& catalog) {
    std::vector<api::Fault> faults;
    std::vector<std::string> with_two_meanings;
    for (auto const& action : catalog.all()) {
        for (auto const& fault : injectable(action)) {
            auto const at = std::ranges::find(faults, fault.code(), &api::Fault::code);
            if (at == faults.end()) {
                faults.push_back(fault);
            } else if (at->status() != fault.status() || at->message() != fault.message()) {
                with_two_meanings.push_back(fault.code());
            }
        }
    }
    std::erase_if(faults, [&](api::Fault const& fault) {
        return std::ranges::find(with_two_meanings, fault.code()) != with_two_meanings.end();
    });
    return faults;
}

// The common fault that a parameter of every action completes to this code, such as
// MissingSignature.
std::optional<api::Fault> common_fault_of_a_parameter(std::string_view code) {
    for (auto const* kind : api::faults::kCommon) {
        if (!names_a_parameter(*kind)) continue;
        for (auto const name : api::kCommonParameters) {
            api::Fault fault{*kind, name};
            if (fault.code() == code) return fault;
        }
    }
    return std::nullopt;
}

[[noreturn]] void
refuse_code(Node const& node, api::Action const* action, std::vector<api::Fault> const& faults) {
    Names codes;
    for (auto const& fault : faults) {
        if (std::ranges::find(codes, fault.code()) == codes.end()) codes.push_back(fault.code());
    }
    auto const who = action != nullptr ? fmt::format("{} never answers", action->name)
                                       : "no action answers, or not all mean one thing by,";
    constexpr std::size_t kFew = 5;
    auto const code = node.text("code");
    node.find("code")->refuse(fmt::format(
        R"({} {}{}; it must be one of {} codes (docs/actions.md lists them), such as {}, or a code )"
        R"(of your own with "status" and "message")",
        who,
        text::quoted(code),
        text::near_name(code, codes),
        codes.size(),
        text::joined(text::nearest_few(code, codes, kFew), "or")
    ));
}

// What the refusal answers: of a documented code what its declaration says, else what the rule
// does.
void complete_refusal(
    Node const& node,
    FaultRule& rule,
    api::Action const* action,
    api::Catalog const& catalog
) {
    if (rule.code.empty()) return;
    auto const faults = action != nullptr ? injectable(*action) : injectable_everywhere(catalog);
    auto const at = std::ranges::find(faults, rule.code, &api::Fault::code);
    auto const is_own = node.has("status") || node.has("message");
    std::optional<api::Fault> documented;
    if (at != faults.end()) {
        documented = *at;
    } else if (!is_own) {
        documented = common_fault_of_a_parameter(rule.code);
    }
    if (documented) {
        auto const why = fmt::format("is not yours to choose: {} is documented", rule.code);
        refuse_any(node, {"status", "message"}, why + "; leave it out, or take another code");
        rule.answered_status = documented->status();
        rule.answered_message = documented->message();
        return;
    }
    if (!is_own) refuse_code(node, action, faults);
    for (auto const* const name : {"status", "message"}) {
        if (!node.has(name))
            node.refuse("code", fmt::format(R"(is a code of your own and lacks "{}")", name));
    }
    if (std::ranges::any_of(rule.message.value(), [](unsigned char c) { return c < ' '; }))
        node.refuse("message", "holds a control character, which XML cannot hold");
    rule.answered_status = rule.status.value();
    rule.answered_message = *rule.message;
}

void complete_counts(Node const& node, FaultRule& rule) {
    if (!node.has("calls")) rule.calls = rule.hits;
    if (rule.hits > rule.calls)
        node.refuse("hits", fmt::format(R"(is more than "calls", which is {})", rule.calls));
    if (rule.first && rule.hits > *rule.first)
        node.refuse("hits", fmt::format(R"(is more than "first", which is {})", *rule.first));
}

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

FaultRule read_fault_rule(Node const& node, api::Catalog const& catalog, storage::Instant now) {
    auto rule = codec::read_row<FaultRule>(node, storage::fault_rules_table(), {}, now);
    auto const* const action = read_action(node, catalog);
    if (action != nullptr) rule.action = action->name;
    check_parameters(node, rule, action, catalog);
    complete_turn(node, rule);
    check_effect(node, rule);
    check_no_longer(node, "retryAfter", rule.retry_after, kLongestRetryAfter);
    check_no_longer(node, "delay", rule.delay, kLongestDelay);
    complete_refusal(node, rule, action, catalog);
    complete_counts(node, rule);
    return rule;
}

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
    if (entered.fault_rules_at_entry().empty()) return std::nullopt;
    Values values;
    for (auto const& [name, value] : arguments.all())
        values[name] = value;
    std::vector<FaultRule> rules;
    for (auto const& rule : entered.fault_rules_at_entry()) {
        if (!is_spent(rule, entered.now()) && matches(rule, action, values)) rules.push_back(rule);
    }
    auto const next = std::ranges::find_if(rules, comes_next);
    auto const strikes = next != rules.end();
    if (strikes) rules.erase(std::next(next), rules.end());  // they do not count it
    if (rules.empty()) return std::nullopt;

    if (strikes) ++rules.back().hits;
    auto store = entered.tenant().fault_rules();
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
