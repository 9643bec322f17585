#include "server/api/instance_terms.hpp"

#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::api {

namespace {

// When time will move the instance on, or what a test can do if it will not.
std::string what_is_next(std::string_view id, Context& context) {
    auto lifecycle = context.tenant.instances().lifecycle(std::string{id});
    auto const planned = lifecycle.planned();
    if (planned.empty()) return {};
    auto const& next = planned.front();
    auto const to = lifecycle.machine().word(next.to);
    if (auto const* const at = std::get_if<storage::Instant>(&next.when)) {
        return fmt::format(
            "It will be {} at {} of the account's clock, which shows {}; POST "
            "/_emulator/clock/advance moves the clock.",
            to,
            text::short_timestamp(*at),
            text::short_timestamp(context.now)
        );
    }
    if (lifecycle.is_held())
        return fmt::format("It is held; POST /_emulator/instances/{}/release lets it go on.", id);
    return fmt::format("Polls of DescribeDBInstanceAttribute move it to {}.", to);
}

// Programs that wait for the end of an instance ask again and again: the nearest name is looked for
// among so many.
constexpr int kMostLookedAt = 1000;

// For a command to paste.
std::string_view pasteable(std::string_view id) {
    return text::is_instance_id(id) ? id : "rm-yours";
}

// Names the nearest instance if one is near, lists the tenant's instances, and says how to add
// one; if the caller needs leave for each, none of that.
std::string hint_unknown(std::string_view id, Context& context) {
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
        text::has_names(ids, static_cast<std::size_t>(instances.count())),
        pasteable(id)
    );
}

std::optional<Fault> refused_by_terms(
    std::string_view id,
    storage::InstanceBasics const& instance,
    InstanceTerms const& terms,
    Context& context
) {
    if (terms.read_only != nullptr && instance.is_read_only) {
        return Fault{*terms.read_only}.hinting(fmt::format(
            "{} is a read-only instance, which this action does not take; ask its primary.",
            text::quoted(id)
        ));
    }
    if (terms.locked != nullptr && instance.is_locked) {
        return Fault{*terms.locked}.hinting(fmt::format(
            "{0} is locked; PATCH /_emulator/instances/{0} with {{\"lockMode\": \"Unlock\"}} "
            "unlocks it.",
            id
        ));
    }
    if (terms.backed_up != nullptr && context.tenant.backup_jobs().any_running(id)) {
        return Fault{*terms.backed_up}.hinting(
            fmt::format("{} has a backup job that has not ended.", text::quoted(id))
        );
    }
    auto const& states = terms.states;
    if (states.empty() || std::ranges::find(states, instance.state) != states.end())
        return std::nullopt;
    std::vector<std::string_view> words;
    words.reserve(states.size());
    for (auto const state : states)
        words.push_back(storage::word(state));
    auto const next = what_is_next(id, context);
    return Fault{*terms.other_state}.hinting(fmt::format(
        "{} is {}; it must be {}.{}{}",
        text::quoted(id),
        storage::word(instance.state),
        text::joined(words, "or"),
        next.empty() ? "" : " ",
        next
    ));
}

}  // namespace

std::optional<Fault>
require_instance(std::string_view id, InstanceTerms const& terms, Context& context) {
    auto instance = context.tenant.instances().basics(id);
    if (!instance) return Fault{*terms.unknown}.hinting(hint_unknown(id, context));
    if (instance->visible_from && *instance->visible_from > context.now) {
        return Fault{*terms.unknown}.hinting(fmt::format(
            "{} becomes visible at {} of the account's clock, because of the setting visibleAfter.",
            text::quoted(id),
            text::short_timestamp(*instance->visible_from)
        ));
    }
    if (auto fault = refused_by_terms(id, *instance, terms, context)) return fault;
    auto const region = context.arguments->find("RegionId");
    if (region && *region != instance->region_id) {
        context.hint = fmt::format(
            "{} is in {}; RegionId is {}.",
            text::quoted(id),
            instance->region_id,
            text::quoted(*region)
        );
    }
    context.instance = *std::move(instance);
    return std::nullopt;
}

std::string hint_at_standstill(std::string_view id, Context& context) {
    auto lifecycle = context.tenant.instances().lifecycle(std::string{id});
    auto const planned = lifecycle.planned();
    if (planned.empty()) return {};
    auto const waits_for_time = std::holds_alternative<storage::Instant>(planned.front().when);
    auto const is_frozen = waits_for_time && context.tenant.clock().speed == 0;
    return lifecycle.is_held() || is_frozen ? what_is_next(id, context) : std::string{};
}

}  // namespace rds::api
