#include "storage/plans.hpp"

#include "storage/sqlite/connection.hpp"

namespace rds::storage {

std::vector<Plan> built_in_plans(Duration duration) {
    Plan const timed{.name = "timed", .kind = PlanKind::timed, .duration = duration};
    Plan const polls{.name = "polls", .kind = PlanKind::polls};
    Plan const instant{.name = "instant", .kind = PlanKind::instant};
    Plan const failing{.name = "failing", .kind = PlanKind::failing, .duration = duration};
    Plan const held{.name = "held", .kind = PlanKind::held};
    return {timed, polls, instant, failing, held};
}

constexpr std::string_view kPut = R"(
INSERT OR REPLACE INTO plans (name, kind, duration, polls_per_phase, fails_in, reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
)";

void Plans::put(Plan const& plan) {
    database_.statement(kPut)
        .with(
            plan.name,
            plan.kind,
            plan.duration.count(),
            plan.polls_per_phase,
            plan.fails_in,
            plan.reason
        )
        ->step();
}

constexpr std::string_view kFind = R"(
SELECT name, kind, duration, polls_per_phase, fails_in, reason FROM plans WHERE name = ?1
)";

std::optional<Plan> Plans::find(std::string_view name) {
    auto const query = database_.statement(kFind);
    if (!query.with(name)->step()) return std::nullopt;
    return Plan{
        .name = std::string{query->text(0)},
        .kind = static_cast<PlanKind>(query->integer(1)),
        .duration = Duration{query->integer(2)},
        .polls_per_phase = static_cast<int>(query->integer(3)),
        .fails_in = static_cast<Phase>(query->integer(4)),
        .reason = std::string{query->text(5)},
    };
}

constexpr std::string_view kNames = R"(
SELECT name FROM plans ORDER BY name
)";

std::vector<std::string> Plans::names() {
    std::vector<std::string> names;
    auto const query = database_.statement(kNames);
    while (query->step())
        names.emplace_back(query->text(0));
    return names;
}

}  // namespace rds::storage
