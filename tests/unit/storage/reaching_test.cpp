#include "storage/timeline.hpp"

#include <gmock/gmock.h>

namespace rds::storage {
namespace {

using Reached = std::variant<Instant, Obstacle>;

constexpr Instant kNow{Duration{1'700'000'000'000}};

struct Case {
    Phase phase = Phase::preparing;
    PlanKind plan = PlanKind::timed;
    bool held = false;
};

Reached reaching(Phase wanted, Case const& given) {
    Plan const plan{.name = "p", .kind = given.plan, .duration = Duration{6000}};
    BackupJob const job{
        .phase = given.phase,
        .polled = given.plan == PlanKind::polls,
        .held = given.held};
    auto const moves = planned_moves(plan, given.phase, kNow);
    return when_reaching(wanted, job, given.held ? std::vector<Move>{} : moves, kNow);
}

TEST(Reaching, APhaseThatIsPlannedIsAMatterOfTime) {
    EXPECT_EQ(reaching(Phase::uploading, {}), Reached{kNow + Duration{2000}});
    EXPECT_EQ(reaching(Phase::failed, {.plan = PlanKind::failing}), Reached{kNow + Duration{3000}});
}

TEST(Reaching, WhereTheJobStandsIsNow) {
    EXPECT_EQ(reaching(Phase::preparing, {.held = true}), Reached{kNow});
    EXPECT_EQ(reaching(Phase::failed, {.phase = Phase::failed}), Reached{kNow});
}

TEST(Reaching, IsHinderedByWhatTheJobWaitsFor) {
    EXPECT_EQ(reaching(Phase::waiting, {.held = true}), Reached{Obstacle::held});
    EXPECT_EQ(reaching(Phase::waiting, {.plan = PlanKind::polls}), Reached{Obstacle::polled});
    EXPECT_EQ(reaching(Phase::waiting, {.plan = PlanKind::held}), Reached{Obstacle::not_planned});
}

TEST(Reaching, IsHinderedByAPlanThatLeadsElsewhere) {
    EXPECT_EQ(reaching(Phase::failed, {}), Reached{Obstacle::not_planned});
    EXPECT_EQ(
        reaching(Phase::finished, {.plan = PlanKind::failing}),
        Reached{Obstacle::not_planned}
    );
}

TEST(Reaching, IsTooLateAfterThePhaseOrAnotherEnd) {
    EXPECT_EQ(reaching(Phase::checking, {}), Reached{Obstacle::passed});
    EXPECT_EQ(reaching(Phase::checking, {.phase = Phase::finished}), Reached{Obstacle::passed});
    EXPECT_EQ(reaching(Phase::failed, {.phase = Phase::finished}), Reached{Obstacle::ended});
    EXPECT_EQ(reaching(Phase::finished, {.phase = Phase::failed}), Reached{Obstacle::ended});
}

}  // namespace
}  // namespace rds::storage
