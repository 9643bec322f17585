#include "server/codec/known_plans.hpp"

#include "server/codec/invalid.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

namespace rds::codec {

KnownPlans::KnownPlans(Fixture const& fixture) {
    for (auto const& plan : storage::built_in_plans({}))
        names_.insert(plan.name);
    for (auto const& row : fixture.plans)
        names_.insert(row.plan.name);
}

std::string KnownPlans::why_unknown(std::string_view name) const {
    return "is not a plan" + text::near_or_known(name, {names_.begin(), names_.end()});
}

void KnownPlans::require(std::string_view name, std::string const& source) const {
    if (names_.contains(name)) return;
    throw Invalid{source, "", fmt::format("{} {}", text::quoted(name), why_unknown(name))};
}

void KnownPlans::require(json::Node const& node, char const* member) const {
    auto const name = node.text(member);
    if (!name.empty() && !names_.contains(name)) node.refuse(member, why_unknown(name));
}

}  // namespace rds::codec
