#include "storage/lifecycle/plan.hpp"

#include "storage/backups/backup_job.hpp"

namespace rds::storage {

namespace {

// The k-th of so many parts of the whole, without overflow however long that is.
Duration parts(Duration whole, int k, int all) {
    return whole / all * k + whole % all * k / all;
}

bool fails(Machine const& machine, State in, Plan const& plan) {
    if (plan.kind != PlanKind::failing) return false;
    return !machine.is_line || in >= plan.fails_in;
}

}  // namespace

std::vector<PlannedMove> planned_moves(
    Machine const& machine,
    State from,
    Route const& route,
    Plan const& plan,
    Instant now
) {
    auto const whole =
        plan.kind == PlanKind::instant ? Duration{0} : plan.duration.value_or(Duration{0});
    auto const why = "plan " + plan.name;
    std::vector<PlannedMove> moves;
    auto came_from = route.came_from.value_or(from);
    auto state = from;
    int step = 0;
    for (auto const next : route.states) {
        auto const waits = !moves.empty() || !route.begins_at_once;
        if (waits) ++step;
        PlannedMove move{state, next, later(now, parts(whole, step, route.steps)), why};
        if (plan.kind == PlanKind::polls && waits) move.when = Polls{plan.polls};
        auto const failed =
            waits && fails(machine, state, plan) ? machine.failed(state, came_from) : std::nullopt;
        if (failed && machine.edge(state, *failed) != nullptr) {
            move.to = *failed;
            if (!plan.reason.empty()) move.why = plan.reason;
            moves.push_back(std::move(move));
            break;
        }
        moves.push_back(std::move(move));
        came_from = state;
        state = next;
    }
    return plan.kind == PlanKind::held ? held(std::move(moves), now) : moves;
}

std::vector<PlannedMove> held(std::vector<PlannedMove> moves, Instant now) {
    for (auto& move : moves) {
        if (auto const* const at = std::get_if<Instant>(&move.when))
            move.when = std::max(*at - now, Duration{0});
    }
    return moves;
}

std::vector<PlannedMove> released(std::vector<PlannedMove> moves, Instant now) {
    for (auto& move : moves) {
        if (auto const* const remaining = std::get_if<Duration>(&move.when))
            move.when = later(now, *remaining);
    }
    return moves;
}

namespace {

constexpr std::array<std::string_view, 1> kPolls{"polls"};
constexpr std::array<std::string_view, 1> kFailing{"failing"};
constexpr auto kFailsIn = std::span{kPhases}.first<6>();
constexpr std::array kFields{
    field<&Plan::name>("name", kPlanName, {.is_key = true}),
    field<&Plan::kind>(
        "kind",
        {.about = "timed: steps of equal length. polls: each state is shown by so many polls. "
                  "instant: at the end at once. failing: as timed, but fails at the end of a "
                  "state. held: as timed, but only once it is released.",
         .words = kPlanKinds}
    ),
    field<&Plan::duration>(
        "duration",
        {.about = "timed, failing, held: how long the whole takes, such as 500ms, 6s, 1h30m; "
                  "0: no time at all. Absent: as long as the plan timed, which is what "
                  "--job-duration says."},
        {.only_with = "kind", .only_with_words = kLastingPlans}
    ),
    field<&Plan::polls>(
        "polls",
        {.about = "polls: by how many polls each state is shown.", .least = 1, .most = 1'000'000},
        {.only_with = "kind", .only_with_words = kPolls}
    ),
    field<&Plan::fails_in>(
        "failsIn",
        {.about = "failing: the phase at whose end a job fails.", .words = kFailsIn},
        {.only_with = "kind", .only_with_words = kFailing}
    ),
    field<&Plan::reason>(
        "reason",
        kReason,
        {.is_optional = true, .only_with = "kind", .only_with_words = kFailing}
    ),
};

}  // namespace

Table const& plans_table() {
    static Table const table{
        {.name = "plans",
         .noun = "plan",
         .about = "How lifecycles go on in time.",
         .fields = kFields,
         .make = new_row<Plan>,
         .most = 1000,
         .constraints = {"fails_in <= 5"}}};
    return table;
}

std::vector<Plan> built_in_plans(Duration duration) {
    std::vector<Plan> plans;
    plans.reserve(kPlanKinds.size());
    for (auto const word : kPlanKinds) {
        auto const kind = static_cast<PlanKind>(plans.size());
        auto& plan = plans.emplace_back(Plan{.name = std::string{word}, .kind = kind});
        if (lasts(kind)) plan.duration = duration;
    }
    return plans;
}

}  // namespace rds::storage
