#include "storage/backup_jobs.hpp"
#include "storage/illegal_edit.hpp"
#include "storage/tenant/tenant.hpp"

#include <gmock/gmock.h>

namespace rds::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kNow{Duration{1'700'000'000'000}};

Instant at(int milliseconds) {
    return kNow + Duration{milliseconds};
}

Plan const kTimed{.name = "t", .kind = PlanKind::timed, .duration = Duration{6000}};
Plan const kPolls{.name = "p", .kind = PlanKind::polls};
Plan const kHeld{.name = "h", .kind = PlanKind::held};

struct EditsTest : testing::Test {
    EditsTest() { tenant.instances().add({.id = "rm-1"}); }

    BackupJob create(Plan const& plan, int starts = 0, Phase phase = Phase::not_started) {
        return jobs
            .create({.instance_id = "rm-1", .started_at = at(starts), .phase = phase}, plan, kNow);
    }

    BackupJob found(BackupJob const& job, int milliseconds) {
        return jobs.find_anywhere(job.id, at(milliseconds)).value();
    }

    BackupJob step(BackupJob const& job, Phase to, int milliseconds) {
        return jobs.move_by_hand(found(job, milliseconds), to, "step", at(milliseconds));
    }

    BackupJob hold(BackupJob const& job, int milliseconds) {
        return jobs.hold(found(job, milliseconds), at(milliseconds));
    }

    BackupJob release(BackupJob const& job, int milliseconds) {
        return jobs.release(found(job, milliseconds), at(milliseconds));
    }

    BackupJob change_plan(BackupJob const& job, Plan const& plan, int milliseconds) {
        return jobs.change_plan(found(job, milliseconds), plan, at(milliseconds));
    }

    // When each move of the job falls due, in milliseconds after kNow.
    std::vector<std::int64_t> times(BackupJob const& job) {
        std::vector<std::int64_t> all;
        for (auto const& move : jobs.history(job.id))
            all.push_back((move.at - kNow).count());
        return all;
    }

    bool is_live(int milliseconds) { return !jobs.live("rm-1", at(milliseconds)).empty(); }

    Phase poll(BackupJob const& job, int milliseconds) {
        jobs.advance_polled("rm-1", job.id, at(milliseconds));
        auto const shown = found(job, milliseconds);
        jobs.count_poll({shown});
        return shown.phase;
    }

    IllegalEdit::Why refusal(auto const& edit) {
        try {
            edit();
        } catch (IllegalEdit const& error) {
            return error.why();
        }
        throw std::runtime_error{"was not refused"};
    }

    Tenant tenant{Clock{}};
    BackupJobs jobs = tenant.backup_jobs();
};

TEST_F(EditsTest, AStepToTheNextPhaseKeepsTheGapsOfThePlan) {
    auto const job = create(kTimed);

    auto const stepped = step(job, Phase::checking, 400);

    EXPECT_EQ(stepped.phase, Phase::checking);
    EXPECT_THAT(times(job), ElementsAre(400, 1400, 2400, 3400, 4400, 5400));
    EXPECT_TRUE(is_live(5399));
    EXPECT_FALSE(is_live(5400));
}

TEST_F(EditsTest, AStepToALaterPhasePassesThroughThoseBetween) {
    auto const job = create(kTimed);

    step(job, Phase::uploading, 1500);

    EXPECT_EQ(
        jobs.history(job.id).at(1),
        (Move{Phase::checking, Phase::preparing, at(1500), "step"})
    );
    EXPECT_THAT(times(job), ElementsAre(1000, 1500, 1500, 1500, 2500, 3500));
    EXPECT_EQ(jobs.history(job.id).back().why, "plan t");
}

TEST_F(EditsTest, AStepOfAJobThatStandsStillMovesItOnce) {
    auto const job = create(kHeld);

    EXPECT_EQ(step(job, Phase::checking, 100).phase, Phase::checking);
    EXPECT_EQ(found(job, 1'000'000).phase, Phase::checking);
    EXPECT_TRUE(is_live(1'000'000));
}

TEST_F(EditsTest, AStepToAnEndEndsTheJob) {
    auto const finished = create(kTimed);
    auto const failed = create(kHeld);

    step(finished, Phase::finished, 100);
    step(failed, Phase::failed, 100);

    EXPECT_FALSE(is_live(100));
    EXPECT_EQ(jobs.history(finished.id).size(), 6U);
    EXPECT_EQ(found(failed, 100).stopped_in, Phase::not_started);
}

TEST_F(EditsTest, AStepPastTheFailureOfAPlanLeavesNothingOfIt) {
    auto const job = create(
        {.name = "f",
         .kind = PlanKind::failing,
         .duration = Duration{6000},
         .fails_in = Phase::preparing}
    );

    step(job, Phase::waiting, 100);

    EXPECT_EQ(found(job, 1'000'000).phase, Phase::waiting);
    EXPECT_TRUE(is_live(1'000'000));
}

TEST_F(EditsTest, AStepBeginsAJobThatWaitsForItsStart) {
    auto const job = create(kTimed, 5000);

    EXPECT_EQ(step(job, Phase::checking, 100).started_at, at(100));

    EXPECT_THAT(times(job), ElementsAre(100, 1100, 2100, 3100, 4100, 5100));
}

TEST_F(EditsTest, AStepOfAPolledJobCountsItsPollsAnew) {
    auto const job = create(kPolls);
    poll(job, 0);

    step(job, Phase::preparing, 10);

    EXPECT_EQ(poll(job, 20), Phase::preparing);
    EXPECT_EQ(poll(job, 30), Phase::waiting);
}

TEST_F(EditsTest, AStepBackOrToWhereTheJobStandsIsRefusedNamingWhatIsLegal) {
    auto const job = create(kTimed, 0, Phase::uploading);

    EXPECT_EQ(refusal([&] { step(job, Phase::uploading, 0); }), IllegalEdit::Why::not_ahead);
    EXPECT_EQ(refusal([&] { step(job, Phase::checking, 0); }), IllegalEdit::Why::not_ahead);
    EXPECT_THAT(
        IllegalEdit(Phase::uploading, IllegalEdit::Why::not_ahead).legal(),
        ElementsAre(Phase::verifying, Phase::finished, Phase::failed)
    );
}

TEST_F(EditsTest, NothingIsMadeOfAJobThatHasEnded) {
    auto const job = create(kTimed);
    constexpr int kEnd = 6000;
    auto const before = jobs.history(job.id);

    constexpr auto kEnded = IllegalEdit::Why::ended;
    EXPECT_EQ(refusal([&] { step(job, Phase::failed, kEnd); }), kEnded);
    EXPECT_EQ(refusal([&] { hold(job, kEnd); }), kEnded);
    EXPECT_EQ(refusal([&] { release(job, kEnd); }), kEnded);
    EXPECT_EQ(refusal([&] { change_plan(job, kHeld, kEnd); }), kEnded);
    EXPECT_THAT(IllegalEdit(Phase::finished, IllegalEdit::Why::ended).legal(), IsEmpty());
    EXPECT_EQ(jobs.history(job.id), before);
}

TEST_F(EditsTest, AHeldJobStandsStillAndGoesOnWithTheTimeThatWasLeft) {
    auto const job = create(kTimed);

    EXPECT_TRUE(hold(job, 1400).held);
    EXPECT_EQ(found(job, 100'000).phase, Phase::checking);
    EXPECT_TRUE(is_live(100'000));
    EXPECT_FALSE(tenant.schedule().next(at(1400)));

    auto const released = release(job, 50'000);
    EXPECT_FALSE(released.held);
    EXPECT_EQ(released.phase, Phase::checking);
    EXPECT_THAT(times(job), ElementsAre(1000, 50'600, 51'600, 52'600, 53'600, 54'600));
    EXPECT_FALSE(is_live(54'600));
}

TEST_F(EditsTest, AHeldJobTellsWhatItWouldDoIfItWereReleased) {
    auto const job = create(kTimed);
    hold(job, 400);

    auto const planned = jobs.planned(found(job, 9000), at(9000));

    ASSERT_EQ(planned.size(), 6U);
    EXPECT_EQ(planned.front().at, at(9600));
}

TEST_F(EditsTest, AHeldJobThatIsSteppedStaysHeldWithTheGapsOfItsPlan) {
    auto const job = create(kTimed);
    hold(job, 400);

    EXPECT_TRUE(step(job, Phase::preparing, 5000).held);
    EXPECT_EQ(found(job, 100'000).phase, Phase::preparing);
    release(job, 100'000);
    EXPECT_THAT(times(job), ElementsAre(5000, 5000, 101'000, 102'000, 103'000, 104'000));
}

TEST_F(EditsTest, AHeldJobThatIsEndedIsNoLongerHeld) {
    auto const job = create(kTimed);
    hold(job, 0);

    EXPECT_FALSE(step(job, Phase::failed, 10).held);
    EXPECT_FALSE(is_live(10));
}

TEST_F(EditsTest, AHeldJobIsNotMovedByPollsAndKeepsThoseItHasSeen) {
    auto const job = create({.name = "p", .kind = PlanKind::polls, .polls_per_phase = 2});
    poll(job, 0);
    hold(job, 1);

    for (int i = 2; i < 9; ++i)
        EXPECT_EQ(poll(job, i), Phase::not_started);
    release(job, 10);

    EXPECT_EQ(poll(job, 10), Phase::not_started);
    EXPECT_EQ(poll(job, 11), Phase::checking);
}

TEST_F(EditsTest, AJobIsHeldOnceAndReleasedOnce) {
    auto const job = create(kTimed);

    EXPECT_EQ(refusal([&] { release(job, 0); }), IllegalEdit::Why::not_held);
    hold(job, 0);
    EXPECT_EQ(refusal([&] { hold(job, 1); }), IllegalEdit::Why::held);
    release(job, 2);
    EXPECT_EQ(refusal([&] { release(job, 3); }), IllegalEdit::Why::not_held);
}

TEST_F(EditsTest, AnotherPlanTakesOverWhereTheJobStands) {
    auto const job = create(kTimed);

    change_plan(job, {.name = "u", .kind = PlanKind::timed, .duration = Duration{600}}, 2500);

    EXPECT_THAT(times(job), ElementsAre(1000, 2000, 2600, 2700, 2800, 2900));
    EXPECT_EQ(jobs.history(job.id).back().why, "plan u");
    EXPECT_FALSE(is_live(2900));
}

TEST_F(EditsTest, AnotherPlanMayWaitForPollsOrCease) {
    auto const job = create(kTimed);

    EXPECT_TRUE(change_plan(job, kPolls, 1500).polled);
    EXPECT_EQ(found(job, 1'000'000).phase, Phase::checking);
    EXPECT_EQ(poll(job, 1600), Phase::checking);
    EXPECT_EQ(poll(job, 1700), Phase::preparing);

    EXPECT_FALSE(change_plan(job, kHeld, 1800).polled);
    poll(job, 1900);
    EXPECT_EQ(poll(job, 2000), Phase::preparing);
}

TEST_F(EditsTest, AnotherPlanMayEndTheJobAtOnce) {
    auto const job = create(kHeld);

    auto const changed = change_plan(job, {.name = "i", .kind = PlanKind::instant}, 100);

    EXPECT_EQ(changed.phase, Phase::finished);
    EXPECT_FALSE(is_live(100));
}

TEST_F(EditsTest, AnotherPlanWaitsForTheStartOfAJobThatHasNotBegun) {
    auto const job = create(kHeld, 5000);

    change_plan(job, kTimed, 100);

    EXPECT_EQ(times(job).front(), 6000);
}

TEST_F(EditsTest, AnotherPlanOfAHeldJobBeginsWhenItIsReleased) {
    auto const job = create(kTimed);
    hold(job, 100);

    EXPECT_TRUE(change_plan(job, {.name = "i", .kind = PlanKind::instant}, 200).held);
    EXPECT_EQ(found(job, 10'000).phase, Phase::not_started);
    EXPECT_EQ(release(job, 10'000).phase, Phase::finished);
}

}  // namespace
}  // namespace rds::storage
