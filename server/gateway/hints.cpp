#include "server/gateway/hints.hpp"

#include "server/gateway/auth/signature/versions.hpp"
#include "server/gateway/service_actions_txt.hpp"
#include "server/gateway/wire/argument_limits.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace rds::gateway {

namespace {

constexpr std::size_t kMostEdits = 4;
constexpr std::size_t kLongestActionName = 64;

constexpr std::string_view kWhichAre = "docs/actions.md lists the actions that are emulated.";

bool is_known(std::string_view name, api::Action const& action) {
    return action.knows(name) || std::ranges::binary_search(api::kCommonParameters, name);
}

// The number of the element that a name such as Tag.7.Vlue is about; 1 if it has none.
std::string element_in(std::string_view name) {
    for (auto dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
        if (auto const element = api::element_name(name.substr(dot + 1)))
            return fmt::to_string(element->number);
    }
    return "1";
}

// The name as it came, and what may have been meant.
std::string with_nearest(std::string_view name, api::Action const& action) {
    constexpr std::size_t kFewEdits = 2;
    auto known = action.parameter_names(element_in(name));
    auto const& common = api::kCommonParameters;
    known.insert(known.end(), common.begin(), common.end());
    auto const near =
        text::nearest(name, std::vector<std::string_view>(known.begin(), known.end()), kFewEdits);
    auto shown = shown_name(name);
    return near ? fmt::format("{} (did you mean {}?)", shown, *near) : shown;
}

// At most so many, each with what may have been meant.
std::vector<std::string>
unknown_parameters(api::Arguments const& arguments, api::Action const& action, std::size_t most) {
    std::vector<std::string> names;
    for (auto const& [name, value] : arguments.all()) {
        if (is_known(name, action)) continue;
        if (names.size() == most) {
            names.emplace_back("...");
            break;
        }
        names.push_back(with_nearest(name, action));
    }
    return names;
}

}  // namespace

std::span<std::string_view const> service_actions() {
    static auto const names = [] {
        auto lines = text::split(service_actions_txt::files().front().text, '\n');
        if (lines.back().empty()) lines.pop_back();  // behind the last line's end
        return lines;
    }();
    return names;
}

std::optional<std::string_view> service_action(std::string_view name) {
    auto const all = service_actions();
    auto const known = std::ranges::find_if(all, [name](std::string_view each) {
        return text::equals_ignoring_case(each, name);
    });
    return known == all.end() ? std::nullopt : std::optional{*known};
}

std::string_view region_in_host(std::string_view host) {
    constexpr std::string_view kBegin = "rds.";
    constexpr std::string_view kEnd = ".aliyuncs.com";
    if (!host.starts_with(kBegin) || !host.ends_with(kEnd)) return {};
    if (host.size() <= kBegin.size() + kEnd.size()) return {};
    return host.substr(kBegin.size(), host.size() - kBegin.size() - kEnd.size());
}

std::string hint_unknown_action(std::string_view name) {
    if (service_action(name)) {
        return fmt::format("{} is an action of RDS, but not emulated yet; {}", name, kWhichAre);
    }
    auto hint = fmt::format("RDS has no action {}", text::quoted(name));
    if (name.size() <= kLongestActionName) {
        if (auto const near = text::nearest(name, service_actions(), kMostEdits)) {
            hint += fmt::format("; did you mean {}?", *near);
            return hint;
        }
    }
    return fmt::format("{}; {}", hint, kWhichAre);
}

std::string hint_ignored_parameters(api::Arguments const& arguments, api::Action const& action) {
    constexpr std::size_t kMostNames = 5;
    auto const names = unknown_parameters(arguments, action, kMostNames);
    if (names.empty()) return {};
    return fmt::format(
        "Ignored, because {} does not know it: {}.",
        action.name,
        text::joined(names, "and")
    );
}

std::string hint_repeated_parameters(api::Arguments const& arguments) {
    constexpr std::size_t kMostNames = 5;
    auto const pairs = signature::sorted(arguments.all());
    std::vector<std::string> names;
    for (std::size_t i = 1; i < pairs.size() && names.size() < kMostNames; ++i) {
        auto const& [name, value] = *pairs[i];
        auto const is_repeated = name == pairs[i - 1]->name && value != pairs[i - 1]->value;
        if (is_repeated && (i == 1 || name != pairs[i - 2]->name))
            names.push_back(shown_name(name));
    }
    if (names.empty()) return {};
    return fmt::format(
        "Given more than once, so that the last value counts: {}.",
        text::joined(names, "and")
    );
}

std::string hint_unknown_parameters(api::Arguments const& arguments, api::Action const& action) {
    constexpr std::size_t kMostNames = 20;
    auto const names = unknown_parameters(arguments, action, kMostNames);
    if (names.empty()) return {};
    return fmt::format(
        "{} does not know {}, and --strict refuses what it would pass over otherwise.",
        action.name,
        text::joined(names, "and")
    );
}

}  // namespace rds::gateway
