#include "server/actions/instance_hints.hpp"

#include "server/text/printable.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::actions {

std::string hint_unknown_instance(std::string_view id, api::Context& context) {
    constexpr std::size_t kMostShown = 8;
    auto ids = context.account.instances().ids();
    auto hint = fmt::format("This account has no instance {}; ", text::quoted(id));
    if (ids.empty()) {
        hint += "it has none at all";
    } else {
        auto const count = ids.size();
        if (count > kMostShown) ids.resize(kMostShown);
        hint += fmt::format("it has {}", text::joined(ids, "and"));
        if (count > kMostShown) hint += fmt::format(" and {} more", count - kMostShown);
    }
    // The ID goes into a command to paste, so only one that is a plain word.
    auto const is_plain =
        !id.empty() && id.size() <= text::kShownValue && std::ranges::all_of(id, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   c == '-';
        });
    hint +=
        fmt::format(". Add one with --instances {} or in the fixture.", is_plain ? id : "rm-yours");
    return hint;
}

std::string hint_read_only(std::string_view id) {
    return fmt::format(
        "{} is a read-only instance; backups are those of its primary.",
        text::quoted(id)
    );
}

}  // namespace rds::actions
