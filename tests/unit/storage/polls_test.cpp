#include "storage/backup_jobs.hpp"
#include "storage/tenant/tenant.hpp"

#include <gmock/gmock.h>

namespace rds::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kNow{Duration{1'700'000'000'000}};

struct PollsTest : testing::Test {
    PollsTest() { tenant.instances().add({.id = "rm-1"}); }

    BackupJob create(int polls_per_phase, Phase phase = Phase::not_started) {
        Plan const plan{.name = "p", .kind = PlanKind::polls, .polls_per_phase = polls_per_phase};
        return jobs.create({.instance_id = "rm-1", .started_at = kNow, .phase = phase}, plan, kNow);
    }

    // One poll for all live jobs, and the phases it showed.
    std::vector<Phase> poll(Instant now) {
        jobs.advance_polled("rm-1", std::nullopt, now);
        auto const live = jobs.live("rm-1", now);
        jobs.count_poll(live);

        std::vector<Phase> phases;
        phases.reserve(live.size());
        for (auto const& job : live)
            phases.push_back(job.phase);
        return phases;
    }

    // One poll for one job.
    Phase poll_one(std::int32_t id, Instant now) {
        jobs.advance_polled("rm-1", id, now);
        auto const job = jobs.find("rm-1", id, now).value();
        jobs.count_poll({job});
        return job.phase;
    }

    Tenant tenant{Clock{}};
    BackupJobs jobs = tenant.backup_jobs();
};

TEST_F(PollsTest, ShowEachPhaseOnceAndThenTheEnd) {
    auto const job = create(1);
    for (std::size_t i = 0; i <= 6; ++i) {
        EXPECT_EQ(poll_one(job.id, kNow), static_cast<Phase>(i));
    }
    EXPECT_EQ(poll_one(job.id, kNow), Phase::finished);
    EXPECT_EQ(jobs.history(job.id).size(), 6U);
}

TEST_F(PollsTest, ShowEachPhaseAsOftenAsThePlanSays) {
    create(2);
    EXPECT_THAT(poll(kNow), ElementsAre(Phase::not_started));
    EXPECT_THAT(poll(kNow), ElementsAre(Phase::not_started));
    EXPECT_THAT(poll(kNow), ElementsAre(Phase::checking));
    EXPECT_THAT(poll(kNow), ElementsAre(Phase::checking));
    EXPECT_THAT(poll(kNow), ElementsAre(Phase::preparing));
}

TEST_F(PollsTest, EndTheJobAtTheInstantOfThePoll) {
    auto const job = create(1, Phase::verifying);
    EXPECT_THAT(poll(kNow), ElementsAre(Phase::verifying));
    EXPECT_TRUE(jobs.any_running("rm-1", kNow));

    auto const later = kNow + Duration{500};
    EXPECT_THAT(poll(later), IsEmpty());

    EXPECT_FALSE(jobs.any_running("rm-1", later));
    EXPECT_EQ(
        jobs.history(job.id).back(),
        (Move{Phase::verifying, Phase::finished, later, "polled"})
    );
}

TEST_F(PollsTest, MoveOnlyTheJobsThatWereShown) {
    auto const first = create(1);
    auto const second = create(1);

    poll_one(first.id, kNow);
    EXPECT_EQ(poll_one(first.id, kNow), Phase::checking);

    EXPECT_EQ(jobs.find("rm-1", second.id, kNow).value().phase, Phase::not_started);
    EXPECT_THAT(poll(kNow), ElementsAre(Phase::not_started, Phase::preparing));
}

TEST_F(PollsTest, AdvanceOnlyTheJobThatIsAskedFor) {
    auto const first = create(1);
    auto const second = create(1);
    poll(kNow);

    jobs.advance_polled("rm-1", second.id, kNow);

    EXPECT_EQ(jobs.find("rm-1", first.id, kNow).value().phase, Phase::not_started);
    EXPECT_EQ(jobs.find("rm-1", second.id, kNow).value().phase, Phase::checking);
}

TEST_F(PollsTest, AdvanceOnlyTheInstanceThatIsAskedFor) {
    tenant.instances().add({.id = "rm-2"});
    auto const job = create(1);
    poll(kNow);

    jobs.advance_polled("rm-2", std::nullopt, kNow);
    jobs.advance_polled("rm-2", job.id, kNow);

    EXPECT_EQ(jobs.find("rm-1", job.id, kNow).value().phase, Phase::not_started);
}

TEST_F(PollsTest, MoveAJobOnceHoweverOftenItWasCounted) {
    auto const job = create(1);
    for (int i = 0; i < 5; ++i)
        jobs.count_poll({job});

    jobs.advance_polled("rm-1", std::nullopt, kNow);
    jobs.advance_polled("rm-1", std::nullopt, kNow);

    EXPECT_EQ(jobs.find("rm-1", job.id, kNow).value().phase, Phase::checking);
}

TEST_F(PollsTest, DoNotMoveAJobWhoseMovesLieAhead) {
    auto const job = create(1);
    poll_one(job.id, kNow + Duration{1000});
    poll_one(job.id, kNow + Duration{1000});

    EXPECT_EQ(poll_one(job.id, kNow), Phase::not_started);
    EXPECT_EQ(jobs.history(job.id).size(), 1U);
}

TEST_F(PollsTest, DoNotMoveAJobBeforeItsStart) {
    auto const start = kNow + Duration{1000};
    auto const job = jobs.create(
        {.instance_id = "rm-1", .started_at = start},
        {.name = "p", .kind = PlanKind::polls},
        kNow
    );

    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(poll_one(job.id, start - Duration{1}), Phase::not_started);
    EXPECT_EQ(poll_one(job.id, start), Phase::checking);
    EXPECT_EQ(poll_one(job.id, start), Phase::preparing);
}

TEST_F(PollsTest, DoNotMoveJobsOfOtherPlans) {
    auto const timed = jobs.create(
        {.instance_id = "rm-1", .started_at = kNow},
        {.name = "t", .kind = PlanKind::timed, .duration = Duration{6000}},
        kNow
    );

    EXPECT_FALSE(timed.polled);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(poll_one(timed.id, kNow), Phase::not_started);
    EXPECT_EQ(poll_one(timed.id, kNow + Duration{1000}), Phase::checking);
}

}  // namespace
}  // namespace rds::storage
