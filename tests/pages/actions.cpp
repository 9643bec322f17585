#include "server/api/catalog.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "tests/pages/pages.hpp"

#include <fmt/format.h>

#include <iterator>

namespace rds::pages {

using namespace api;

namespace {

std::string_view fidelity_mark(Fidelity fidelity) {
    switch (fidelity) {
        case Fidelity::recorded:
            return "recorded";
        case Fidelity::documented:
            return "documented";
        case Fidelity::our_choice:
            return "our choice";
    }
    return "";
}

std::string rules_of(ParameterSpec const& parameter) {
    std::string words;
    for (auto const& rule : parameter.rules) {
        if (!words.empty()) words += "; ";
        words += rule.words;
    }
    if (parameter.most_elements > 0) {
        if (!words.empty()) words += "; ";
        words += fmt::format("at most {} elements", parameter.most_elements);
    }
    return words;
}

// A repeated parameter is shown as its elements, Tag.N, and these by their members, Tag.N.Key.
void append_parameter(std::string& page, ParameterSpec const& spec, std::string const& prefix) {
    auto const name = prefix + std::string{spec.name} + (spec.most_elements > 0 ? ".N" : "");
    fmt::format_to(
        std::back_inserter(page),
        "| `{}` | {} | {} | {} | {}{} |\n",
        name,
        spec.type,
        spec.required ? "yes" : "no",
        rules_of(spec),
        spec.about,
        spec.otherwise.empty() ? "" : fmt::format(" {} if not given.", spec.otherwise)
    );
    for (auto const& member : spec.members)
        append_parameter(page, member, name + ".");
}

void append_parameters(std::string& page, Action const& action) {
    page += "| parameter | type | required | must be | |\n|---|---|---|---|---|\n";
    for (auto const& parameter : action.parameters)
        append_parameter(page, parameter, {});
}

// What the instance must be, and what is polled.
void append_terms(std::string& page, Action const& action) {
    auto const& [unknown, read_only, locked, backed_up, states, other_state] = action.terms;
    if (unknown != nullptr)
        page += fmt::format("An unknown instance is refused as `{}`.\n", unknown->code);
    if (!states.empty()) {
        std::vector<std::string_view> words;
        for (auto const state : states)
            words.push_back(storage::kInstanceStates[static_cast<std::size_t>(state)]);
        page += fmt::format(
            "The instance must be {}; in any other state the call is refused as `{}`.\n",
            text::joined(words, "or"),
            other_state->code
        );
    }
    if (read_only != nullptr)
        page += fmt::format("A read-only instance is refused as `{}`.\n", read_only->code);
    if (locked != nullptr)
        page += fmt::format("A locked instance is refused as `{}`.\n", locked->code);
    if (backed_up != nullptr) {
        page += fmt::format(
            "While a backup job of the instance runs, the call is refused as `{}`.\n",
            backed_up->code
        );
    }
    if (!action.polls.empty()) page += fmt::format("A call is a poll of {}.\n", action.polls);
    if (!page.ends_with("\n\n")) page += '\n';
}

std::string_view name_of(AccessLevel level) {
    switch (level) {
        case AccessLevel::get:
            return "get";
        case AccessLevel::list:
            return "list";
        case AccessLevel::create:
            return "create";
        case AccessLevel::update:
            return "update";
        case AccessLevel::remove:
            break;
    }
    return "delete";
}

void append_authorisation(std::string& page, Action const& action) {
    if (!action.authorisation) return;
    auto const& [level, resource, condition_keys] = *action.authorisation;
    fmt::format_to(
        std::back_inserter(page),
        "RAM: `rds:{}`, level {}, on `acs:rds:{{region}}:{{account}}:{}`",
        action.name,
        name_of(level),
        resource
    );
    for (auto const key : condition_keys)
        fmt::format_to(std::back_inserter(page), ", condition key `{}`", key);
    page += ".\n\n";
}

void append_fault(std::string& page, Fault const& fault, std::string_view mark) {
    fmt::format_to(
        std::back_inserter(page),
        "| {} | `{}` | {} | {} |\n",
        fault.status(),
        fault.code(),
        fault.message(),
        mark
    );
}

constexpr std::string_view kFaultsHead = "| HTTP | code | message | |\n|---|---|---|---|\n";

void append_common_faults(std::string& page) {
    page += kFaultsHead;
    for (auto const* kind : faults::kCommon) {
        auto const names_parameter = kind->code.find("{}") != std::string_view::npos;
        Fault const fault{*kind, names_parameter ? "{Parameter}" : "..."};
        append_fault(page, fault, fidelity_mark(kind->fidelity));
    }
}

void append_faults(std::string& page, Action const& action) {
    page += kFaultsHead;
    for (auto const& fault : action.own_faults())
        append_fault(page, fault, fidelity_mark(fault.kind().fidelity));
    for (auto const* kind : action.injected_faults) {
        append_fault(page, Fault{*kind}, "documented; here only when injected");
    }
}

}  // namespace

std::map<std::string, std::string> pages_of_actions(Catalog const& catalog) {
    std::map<std::string, std::string> pages;
    auto& list = pages["actions.md"];
    list = "# Supported actions\n\n| action | what it does |\n|---|---|\n";
    for (auto const& action : catalog.all()) {
        auto const path = fmt::format("actions/{}.md", action.topic);
        fmt::format_to(
            std::back_inserter(list),
            "| [{}]({}#{}) | {} |\n",
            action.name,
            path,
            text::lower_case(action.name),
            action.summary
        );
        auto& page = pages[path];
        if (page.empty()) {
            page = fmt::format(
                "# Actions: {}\n\nParameters are in the order in which they are checked. Every "
                "action "
                "may also answer [what all may](../actions.md#errors-of-every-action); "
                "[Fidelity](../fidelity.md) explains the last column.\n",
                action.topic
            );
        }
        fmt::format_to(std::back_inserter(page), "\n## {}\n\n{}\n\n", action.name, action.summary);
        append_authorisation(page, action);
        append_terms(page, action);
        append_parameters(page, action);
        page += '\n';
        append_faults(page, action);
    }
    list += "\n## Errors of every action\n\n[Fidelity](fidelity.md) explains the last column.\n\n";
    append_common_faults(list);
    return pages;
}

}  // namespace rds::pages
