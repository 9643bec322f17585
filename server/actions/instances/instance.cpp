#include "server/actions/instances/instance.hpp"

#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace rds::actions {

namespace {

// Programs that wait for the end of an instance ask again and again: the nearest name is looked for
// among so many.
constexpr int kMostLookedAt = 1000;

// For a command to paste.
std::string_view pasteable(std::string_view id) {
    return text::is_instance_id(id) ? id : "rm-yours";
}

// Names the nearest instance if one is near, lists the tenant's instances, and says how to add
// one; if the caller needs leave for each, none of that.
std::string hint_unknown(std::string_view id, api::Context& context) {
    // What there is beside it is not for somebody whom policies bind.
    if (context.authorise) return fmt::format("This account has no instance {}.", text::quoted(id));
    constexpr std::size_t kMostEdits = 2;
    auto instances = context.tenant.instances();
    auto const ids = instances.names(kMostLookedAt);
    std::vector<std::string_view> const names{ids.begin(), ids.end()};
    auto const near = text::nearest(id, names, kMostEdits);
    return fmt::format(
        "This account has no instance {}{} It {}. Add one with --instances {} or in the fixture.",
        text::quoted(id),
        near ? fmt::format("; did you mean {}?", *near) : std::string{"."},
        has_names(ids, static_cast<std::size_t>(instances.count())),
        pasteable(id)
    );
}

std::optional<api::Fault> refused_by_terms(
    std::string_view id,
    storage::InstanceCondition const& instance,
    api::InstanceTerms const& terms
) {
    if (terms.read_only != nullptr && instance.is_read_only) {
        return api::Fault{*terms.read_only}.hinting(fmt::format(
            "{} is a read-only instance, which this action does not take; ask its primary.",
            text::quoted(id)
        ));
    }
    auto const& states = terms.states;
    if (states.empty() || std::ranges::find(states, instance.state) != states.end())
        return std::nullopt;
    std::vector<std::string_view> words;
    words.reserve(states.size());
    for (auto const state : states)
        words.push_back(storage::word(state));
    return api::Fault{*terms.other_state}.hinting(fmt::format(
        "{} is {}; it must be {}.",
        text::quoted(id),
        storage::word(instance.state),
        text::joined(words, "or")
    ));
}

}  // namespace

std::optional<api::Fault>
refused_instance(std::string_view id, api::FaultKind const& not_found, api::Context& context) {
    auto const instance = context.tenant.instances().condition(id);
    if (!instance) return api::Fault{not_found}.hinting(hint_unknown(id, context));
    return refused_by_terms(id, *instance, *context.terms);
}

std::string has_names(std::vector<std::string> const& names, std::size_t count) {
    constexpr std::size_t kMostShown = 8;
    if (names.empty()) return "has none at all";
    std::vector<std::string> shown{
        names.begin(),
        names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), kMostShown))};
    if (count > kMostShown) shown.push_back(fmt::format("{} more", count - kMostShown));
    return "has " + text::joined(shown, "and");
}

}  // namespace rds::actions
