#include "storage/lifecycle/plans.hpp"

#include "storage/sqlite/connection.hpp"

namespace rds::storage {

namespace {

Plan read_plan(sqlite::Statement const& row) {
    return {
        .name = std::string{row.text(0)},
        .kind = static_cast<PlanKind>(row.integer(1)),
        .duration = Duration{row.integer(2)},
        .polls_per_phase = static_cast<int>(row.integer(3)),
        .fails_in = static_cast<State>(row.integer(4)),
        .reason = std::string{row.text(5)},
    };
}

}  // namespace

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
    return read_plan(*query);
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

constexpr std::string_view kAll = R"(
SELECT name, kind, duration, polls_per_phase, fails_in, reason FROM plans ORDER BY name
)";

std::vector<Plan> Plans::all() {
    std::vector<Plan> plans;
    auto const query = database_.statement(kAll);
    while (query->step())
        plans.push_back(read_plan(*query));
    return plans;
}

}  // namespace rds::storage
