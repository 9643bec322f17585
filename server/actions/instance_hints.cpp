#include "server/actions/instance_hints.hpp"

#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

namespace rds::actions {

namespace {

std::string what_there_is(std::vector<std::string> ids) {
    constexpr std::size_t kMostShown = 8;
    if (ids.empty()) return "It has none at all.";
    auto const count = ids.size();
    if (count <= kMostShown) return fmt::format("It has {}.", text::joined(ids, "and"));
    ids.resize(kMostShown);
    return fmt::format("It has {} and {} more.", text::joined(ids, "and"), count - kMostShown);
}

// For a command to paste.
std::string_view pasteable(std::string_view id) {
    return text::is_instance_id(id) ? id : "rm-yours";
}

}  // namespace

std::string hint_unknown_instance(std::string_view id, api::Context& context) {
    // What there is beside it is not for somebody whom policies bind.
    if (context.authorise) return fmt::format("This account has no instance {}.", text::quoted(id));
    constexpr std::size_t kMostEdits = 2;
    auto const ids = context.account.instances().ids();
    std::vector<std::string_view> const names{ids.begin(), ids.end()};
    auto const near = text::nearest(id, names, kMostEdits);
    return fmt::format(
        "This account has no instance {}{} {} Add one with --instances {} or in the fixture.",
        text::quoted(id),
        near ? fmt::format("; did you mean {}?", *near) : std::string{"."},
        what_there_is(ids),
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
