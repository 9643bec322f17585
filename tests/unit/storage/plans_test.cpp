#include "storage/plans.hpp"

#include "storage/backup_job.hpp"
#include "storage/sqlite/error.hpp"
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

std::vector<std::int64_t> offsets(std::vector<Move> const& moves) {
    std::vector<std::int64_t> offsets;
    offsets.reserve(moves.size());
    for (auto const& move : moves)
        offsets.push_back((move.at - kNow).count());
    return offsets;
}

// The phases after each move.
std::vector<Phase> path(std::vector<Move> const& moves) {
    std::vector<Phase> path;
    path.reserve(moves.size());
    for (auto const& move : moves)
        path.push_back(move.to);
    return path;
}

TEST(PlannedMoves, OfATimedPlanShareItsDurationEqually) {
    auto const moves = planned_moves(plan(PlanKind::timed, Duration{6000}), {}, kNow);

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
    EXPECT_EQ(
        moves.front(),
        (Move{Phase::not_started, Phase::checking, kNow + Duration{1000}, "plan p"})
    );
}

TEST(PlannedMoves, LastExactlyTheDurationEvenIfSixDoesNotDivideIt) {
    EXPECT_THAT(
        offsets(planned_moves(plan(PlanKind::timed, Duration{1000}), {}, kNow)),
        ElementsAre(166, 333, 500, 666, 833, 1000)
    );
    EXPECT_THAT(
        offsets(planned_moves(plan(PlanKind::timed, Duration{5}), {}, kNow)),
        ElementsAre(0, 1, 2, 3, 4, 5)
    );
}

TEST(PlannedMoves, FromALaterPhaseKeepTheLengthOfAPhase) {
    auto const moves = planned_moves(plan(PlanKind::timed, Duration{6000}), Phase::uploading, kNow);

    EXPECT_THAT(offsets(moves), ElementsAre(1000, 2000));
    EXPECT_THAT(path(moves), ElementsAre(Phase::verifying, Phase::finished));
}

TEST(PlannedMoves, StopAtTheEndOfTimeInsteadOfOverflowing) {
    auto const moves = planned_moves(plan(PlanKind::timed, Duration::max()), {}, kNow);

    ASSERT_EQ(moves.size(), 6U);
    EXPECT_EQ(moves[2].at, kNow + Duration::max() / 2);
    EXPECT_EQ(moves.back().at, Instant::max());
}

TEST(PlannedMoves, OfAnInstantPlanAndOfATimedOneOfNoDurationAreTheSame) {
    for (std::size_t i = 0; i < kPhaseCount; ++i) {
        auto const from = static_cast<Phase>(i);
        auto const instant = planned_moves(plan(PlanKind::instant, Duration{6000}), from, kNow);

        EXPECT_EQ(instant, planned_moves(plan(PlanKind::timed, Duration{0}), from, kNow));
        for (auto const& move : instant)
            EXPECT_EQ(move.at, kNow);
    }
}

TEST(PlannedMoves, OfAFailingPlanEndAfterThePhaseItFailsIn) {
    auto failing = plan(PlanKind::failing, Duration{6000});
    failing.fails_in = Phase::preparing;
    failing.reason = "disk full";

    auto const moves = planned_moves(failing, {}, kNow);

    EXPECT_THAT(offsets(moves), ElementsAre(1000, 2000, 3000));
    EXPECT_THAT(path(moves), ElementsAre(Phase::checking, Phase::preparing, Phase::failed));
    EXPECT_EQ(moves.front().why, "plan p");
    EXPECT_EQ(moves.back().why, "disk full");
}

TEST(PlannedMoves, OfAFailingPlanFailAtTheEndOfAPhaseBeyondTheOneItFailsIn) {
    auto failing = plan(PlanKind::failing, Duration{6000});
    failing.fails_in = Phase::checking;

    auto const moves = planned_moves(failing, Phase::waiting, kNow);

    EXPECT_THAT(
        moves,
        ElementsAre(Move{Phase::waiting, Phase::failed, kNow + Duration{1000}, "plan p"})
    );
}

TEST(PlannedMoves, CanFailInEveryPhaseThatIsNotTerminal) {
    for (auto fails_in = Phase::not_started; fails_in < Phase::finished;
         fails_in = *next_phase(fails_in)) {
        auto failing = plan(PlanKind::failing, Duration{6000});
        failing.fails_in = fails_in;

        auto const moves = planned_moves(failing, {}, kNow);

        ASSERT_FALSE(moves.empty());
        EXPECT_EQ(moves.back().from, fails_in);
        EXPECT_EQ(moves.back().to, Phase::failed);
        EXPECT_EQ(moves.size(), static_cast<std::size_t>(fails_in) + 1);
    }
}

TEST(PlannedMoves, OfPlansThatWaitAreNone) {
    for (std::size_t i = 0; i < kPhaseCount; ++i) {
        auto const from = static_cast<Phase>(i);
        EXPECT_THAT(planned_moves(plan(PlanKind::polls, Duration{6000}), from, kNow), IsEmpty());
        EXPECT_THAT(planned_moves(plan(PlanKind::held, Duration{6000}), from, kNow), IsEmpty());
    }
}

// The phase that these moves lead to; each is legal and none is due before the one ahead of it.
Phase followed(std::vector<Move> const& moves, Phase from) {
    auto phase = from;
    auto at = kNow;
    for (auto const& move : moves) {
        EXPECT_EQ(move.from, phase);
        EXPECT_TRUE(is_legal_move(move.from, move.to));
        EXPECT_GE(move.at, at);
        phase = move.to;
        at = move.at;
    }
    return phase;
}

TEST(PlannedMoves, OfEveryMovingPlanFromEveryPhaseAreLegalAndEndTheJob) {
    for (auto const kind : {PlanKind::timed, PlanKind::instant, PlanKind::failing}) {
        for (std::size_t i = 0; i < kPhaseCount; ++i) {
            auto const from = static_cast<Phase>(i);
            auto const moves = planned_moves(plan(kind, Duration{1001}), from, kNow);
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
    EXPECT_EQ(plans[3].fails_in, Phase::uploading);
}

TEST(Plans, ComeBackAsTheyWerePut) {
    Tenant tenant{Clock{}};
    Plan const slow{
        .name = "slow",
        .kind = PlanKind::failing,
        .duration = Duration{60'000},
        .polls_per_phase = 3,
        .fails_in = Phase::waiting,
        .reason = "no space"};

    tenant.plans().put(slow);

    auto const found = tenant.plans().find("slow");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, slow.name);
    EXPECT_EQ(found->kind, slow.kind);
    EXPECT_EQ(found->duration, slow.duration);
    EXPECT_EQ(found->polls_per_phase, slow.polls_per_phase);
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
    tenant.plans().put({.name = "b", .kind = PlanKind::polls, .polls_per_phase = 3});
    tenant.plans().put({.name = "a", .kind = PlanKind::timed, .duration = Duration{7}});

    auto const plans = tenant.plans().all();

    ASSERT_EQ(plans.size(), 2U);
    EXPECT_EQ(plans[0].name, "a");
    EXPECT_EQ(plans[0].duration, Duration{7});
    EXPECT_EQ(plans[1].polls_per_phase, 3);
}

TEST(Plans, ThatMakeNoSenseAreRefused) {
    Tenant tenant{Clock{}};
    EXPECT_THROW(tenant.plans().put(plan(PlanKind::timed, Duration{-1})), sqlite::Error);
    EXPECT_THROW(tenant.plans().put({.name = "p", .polls_per_phase = 0}), sqlite::Error);
    EXPECT_THROW(tenant.plans().put({.name = "p", .fails_in = Phase::finished}), sqlite::Error);
    EXPECT_THROW(tenant.plans().put({.name = ""}), sqlite::Error);
    EXPECT_THAT(tenant.plans().names(), IsEmpty());
}

}  // namespace
}  // namespace rds::storage
