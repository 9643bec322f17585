#include "server/actions/instances/instance.hpp"

#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

namespace rds::actions {

namespace {

// Programs that wait for the end of an instance ask again and again: the nearest name is looked for
// among so many.
constexpr int kMostLookedAt = 1000;

// `ids` are the first of `count`.
std::string what_there_is(std::vector<std::string> ids, std::size_t count) {
    constexpr std::size_t kMostShown = 8;
    if (ids.empty()) return "It has none at all.";
    if (count <= kMostShown) return fmt::format("It has {}.", text::joined(ids, "and"));
    ids.resize(kMostShown);
    return fmt::format("It has {} and {} more.", text::joined(ids, "and"), count - kMostShown);
}

// For a command to paste.
std::string_view pasteable(std::string_view id) {
    return text::is_instance_id(id) ? id : "rm-yours";
}

}  // namespace

api::Result<storage::Instance>
require_instance(std::string_view id, api::FaultKind const& not_found, api::Context& context) {
    auto instance = context.tenant.instances().find(id);
    if (instance) return *std::move(instance);
    return api::Fault{not_found}.hinting(hint_unknown_instance(id, context));
}

std::string hint_unknown_instance(std::string_view id, api::Context& context) {
    // What there is beside it is not for somebody whom policies bind.
    if (context.authorise) return fmt::format("This account has no instance {}.", text::quoted(id));
    constexpr std::size_t kMostEdits = 2;
    auto instances = context.tenant.instances();
    auto const ids = instances.names(kMostLookedAt);
    std::vector<std::string_view> const names{ids.begin(), ids.end()};
    auto const near = text::nearest(id, names, kMostEdits);
    return fmt::format(
        "This account has no instance {}{} {} Add one with --instances {} or in the fixture.",
        text::quoted(id),
        near ? fmt::format("; did you mean {}?", *near) : std::string{"."},
        what_there_is(ids, static_cast<std::size_t>(instances.count())),
        pasteable(id)
    );
}

std::string hint_read_only(std::string_view id) {
    return fmt::format(
        "{} is a read-only instance; backups are those of its primary.",
        text::quoted(id)
    );
}

}  // namespace rds::actions
