#include "storage/backups/backup_job.hpp"
#include "storage/instances/instances.hpp"
#include "storage/lifecycle/plan.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/tenant/tenant.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace rds::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kNow{Duration{1'000'000}};

Plan plan(PlanKind kind, Duration duration) {
    return {.name = "p", .kind = kind, .duration = duration};
}

std::vector<PlannedMove> planned(Plan const& plan, Phase from) {
    return planned_moves(kJobMachine, state_of(from), job_route(from), plan, kNow);
}

Instant when(PlannedMove const& move) {
    return std::get<Instant>(move.when);
}

std::vector<std::int64_t> offsets(std::vector<PlannedMove> const& moves) {
    std::vector<std::int64_t> offsets;
    offsets.reserve(moves.size());
    for (auto const& move : moves)
        offsets.push_back((when(move) - kNow).count());
    return offsets;
}

// The phases after each move.
std::vector<Phase> path(std::vector<PlannedMove> const& moves) {
    std::vector<Phase> path;
    path.reserve(moves.size());
    for (auto const& move : moves)
        path.push_back(phase_of(move.to));
    return path;
}

TEST(PlannedMoves, OfATimedPlanShareItsDurationEqually) {
    auto const moves = planned(plan(PlanKind::timed, Duration{6000}), {});

    EXPECT_THAT(offsets(moves), ElementsAre(1000, 2000, 3000, 4000, 5000, 6000));
    EXPECT_THAT(
        path(moves),
        ElementsAre(
            Phase::checking,
            Phase::preparing,
            Phase::waiting,
            Phase::uploading,
            Phase::verifying,
            Phase::finished
        )
    );
    EXPECT_EQ(moves.front(), (PlannedMove{0, 1, kNow + Duration{1000}, "plan p"}));
}

TEST(PlannedMoves, LastExactlyTheDurationEvenIfSixDoesNotDivideIt) {
    EXPECT_THAT(
        offsets(planned(plan(PlanKind::timed, Duration{1000}), {})),
        ElementsAre(166, 333, 500, 666, 833, 1000)
    );
    EXPECT_THAT(
        offsets(planned(plan(PlanKind::timed, Duration{5}), {})),
        ElementsAre(0, 1, 2, 3, 4, 5)
    );
}

TEST(PlannedMoves, FromALaterPhaseKeepTheLengthOfAPhase) {
    auto const moves = planned(plan(PlanKind::timed, Duration{6000}), Phase::uploading);

    EXPECT_THAT(offsets(moves), ElementsAre(1000, 2000));
    EXPECT_THAT(path(moves), ElementsAre(Phase::verifying, Phase::finished));
}

TEST(PlannedMoves, StopAtTheEndOfTimeInsteadOfOverflowing) {
    auto const moves = planned(plan(PlanKind::timed, Duration::max()), {});

    ASSERT_EQ(moves.size(), 6U);
    EXPECT_EQ(when(moves[2]), kNow + Duration::max() / 2);
    EXPECT_EQ(when(moves.back()), Instant::max());
}

TEST(PlannedMoves, OfAnInstantPlanAndOfATimedOneOfNoDurationAreTheSame) {
    for (std::size_t i = 0; i < kPhases.size(); ++i) {
        auto const from = static_cast<Phase>(i);
        auto const instant = planned(plan(PlanKind::instant, Duration{6000}), from);

        EXPECT_EQ(instant, planned(plan(PlanKind::timed, Duration{0}), from));
        for (auto const& move : instant)
            EXPECT_EQ(when(move), kNow);
    }
}

TEST(PlannedMoves, OfAFailingPlanEndAfterThePhaseItFailsIn) {
    auto failing = plan(PlanKind::failing, Duration{6000});
    failing.fails_in = state_of(Phase::preparing);
    failing.reason = "disk full";

    auto const moves = planned(failing, {});

    EXPECT_THAT(offsets(moves), ElementsAre(1000, 2000, 3000));
    EXPECT_THAT(path(moves), ElementsAre(Phase::checking, Phase::preparing, Phase::failed));
    EXPECT_EQ(moves.front().why, "plan p");
    EXPECT_EQ(moves.back().why, "disk full");
}

TEST(PlannedMoves, OfAFailingPlanFailAtTheEndOfAPhaseBeyondTheOneItFailsIn) {
    auto failing = plan(PlanKind::failing, Duration{6000});
    failing.fails_in = state_of(Phase::checking);

    auto const moves = planned(failing, Phase::waiting);

    EXPECT_THAT(moves, ElementsAre(PlannedMove{3, 7, kNow + Duration{1000}, "plan p"}));
}

TEST(PlannedMoves, CanFailInEveryPhaseThatIsNotTerminal) {
    for (State fails_in = 0; fails_in < state_of(Phase::finished); ++fails_in) {
        auto failing = plan(PlanKind::failing, Duration{6000});
        failing.fails_in = fails_in;

        auto const moves = planned(failing, {});

        ASSERT_FALSE(moves.empty());
        EXPECT_EQ(moves.back().from, fails_in);
        EXPECT_EQ(moves.back().to, state_of(Phase::failed));
        EXPECT_EQ(moves.size(), fails_in + 1U);
    }
}

TEST(PlannedMoves, OfAHeldPlanCountFromTheRelease) {
    auto const moves = planned(plan(PlanKind::held, Duration{6000}), Phase::uploading);
    EXPECT_THAT(
        moves,
        ElementsAre(
            PlannedMove{4, 5, Duration{1000}, "plan p"},
            PlannedMove{5, 6, Duration{2000}, "plan p"}
        )
    );
    EXPECT_EQ(held(released(moves, kNow), kNow), moves);
}

TEST(PlannedMoves, OfAPolledPlanHavePollsOfTheirOwn) {
    auto polled = plan(PlanKind::polls, Duration{6000});
    polled.polls = 3;
    EXPECT_THAT(
        planned(polled, Phase::verifying),
        ElementsAre(PlannedMove{5, 6, Polls{3}, "plan p"})
    );
}

TEST(PlannedMoves, OfARouteThatBeginsAtOnceTakeTheirTimeFromTheSecondOn) {
    Route const route{.states = {3, 0}, .begins_at_once = true};
    auto const moves =
        planned_moves(kInstanceMachine, 0, route, plan(PlanKind::timed, Duration{6000}), kNow);
    EXPECT_THAT(offsets(moves), ElementsAre(0, 6000));

    auto const polled =
        planned_moves(kInstanceMachine, 0, route, plan(PlanKind::polls, Duration{0}), kNow);
    EXPECT_EQ(polled.front().when, (decltype(PlannedMove::when){kNow}));
    EXPECT_EQ(polled.back().when, (decltype(PlannedMove::when){Polls{1}}));
}

// The phase that these moves lead to; each is legal and none is due before the one ahead of it.
Phase followed(std::vector<PlannedMove> const& moves, Phase from) {
    auto phase = state_of(from);
    auto at = kNow;
    for (auto const& move : moves) {
        EXPECT_EQ(move.from, phase);
        EXPECT_NE(kJobMachine.edge(move.from, move.to), nullptr);
        EXPECT_GE(when(move), at);
        phase = move.to;
        at = when(move);
    }
    return phase_of(phase);
}

TEST(PlannedMoves, OfEveryMovingPlanFromEveryPhaseAreLegalAndEndTheJob) {
    for (auto const kind : {PlanKind::timed, PlanKind::instant, PlanKind::failing}) {
        for (std::size_t i = 0; i < kPhases.size(); ++i) {
            auto const from = static_cast<Phase>(i);
            auto const moves = planned(plan(kind, Duration{1001}), from);
            EXPECT_TRUE(is_terminal(followed(moves, from)));
            EXPECT_EQ(moves.empty(), is_terminal(from));
        }
    }
}

TEST(Plans, ThatAreBuiltInAreTheFiveKinds) {
    auto const plans = built_in_plans(Duration{42});

    ASSERT_EQ(plans.size(), 5U);
    for (std::size_t i = 0; i < plans.size(); ++i) {
        EXPECT_EQ(plans[i].kind, static_cast<PlanKind>(i));
    }
    EXPECT_EQ(plans[0].name, "timed");
    EXPECT_EQ(plans[0].duration, Duration{42});
    EXPECT_EQ(plans[3].name, "failing");
    EXPECT_EQ(plans[3].duration, Duration{42});
    EXPECT_EQ(plans[3].fails_in, state_of(Phase::uploading));
    EXPECT_EQ(plans[4].duration, Duration{42});
}

TEST(Plans, ComeBackAsTheyWerePut) {
    Tenant tenant{Clock{}};
    Plan const slow{
        .name = "slow",
        .kind = PlanKind::failing,
        .duration = Duration{60'000},
        .polls = 3,
        .fails_in = state_of(Phase::waiting),
        .reason = "no space"};

    tenant.plans().put(slow);

    auto const found = tenant.plans().find("slow");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, slow.name);
    EXPECT_EQ(found->kind, slow.kind);
    EXPECT_EQ(found->duration, slow.duration);
    EXPECT_EQ(found->polls, slow.polls);
    EXPECT_EQ(found->fails_in, slow.fails_in);
    EXPECT_EQ(found->reason, slow.reason);
    EXPECT_FALSE(tenant.plans().find("fast"));
}

TEST(Plans, ReplaceTheOneOfTheirName) {
    Tenant tenant{Clock{}};
    for (auto const& each : built_in_plans(Duration{1}))
        tenant.plans().put(each);

    tenant.plans().put({.name = "polls", .kind = PlanKind::held});

    EXPECT_EQ(tenant.plans().find("polls")->kind, PlanKind::held);
    EXPECT_THAT(
        tenant.plans().names(),
        ElementsAre("failing", "held", "instant", "polls", "timed")
    );
}

TEST(Plans, AreAllListedWithWhatTheyAre) {
    Tenant tenant{Clock{}};
    tenant.plans().put({.name = "b", .kind = PlanKind::polls, .polls = 3});
    tenant.plans().put({.name = "a", .kind = PlanKind::timed, .duration = Duration{7}});

    auto const plans = tenant.plans().all();

    ASSERT_EQ(plans.size(), 2U);
    EXPECT_EQ(plans[0].name, "a");
    EXPECT_EQ(plans[0].duration, Duration{7});
    EXPECT_EQ(plans[1].polls, 3);
}

TEST(Plans, ThatMakeNoSenseAreRefused) {
    Tenant tenant{Clock{}};
    EXPECT_THROW(tenant.plans().put(plan(PlanKind::timed, Duration{-1})), sqlite::Error);
    EXPECT_THROW(tenant.plans().put({.name = "p", .polls = 0}), sqlite::Error);
    EXPECT_THROW(
        tenant.plans().put({.name = "p", .fails_in = state_of(Phase::finished)}),
        sqlite::Error
    );
    EXPECT_THROW(tenant.plans().put({.name = ""}), sqlite::Error);
    EXPECT_THAT(tenant.plans().names(), IsEmpty());
}

}  // namespace
}  // namespace rds::storage
