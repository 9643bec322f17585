#include "storage/schedule.hpp"

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

struct ScheduleTest : testing::Test {
    ScheduleTest() {
        tenant.instances().add({.id = "rm-1"});
        tenant.instances().add({.id = "rm-2"});
    }

    BackupJob create(std::string const& instance, int duration) {
        Plan const plan{
            .name = "t",
            .kind = duration == 0 ? PlanKind::instant : PlanKind::timed,
            .duration = Duration{duration}};
        return jobs.create({.instance_id = instance, .started_at = kNow}, plan, kNow);
    }

    // Job and phase of each move in (from, to].
    std::vector<std::pair<std::int32_t, Phase>> between(int from, int to, int limit = 100) {
        std::vector<std::pair<std::int32_t, Phase>> found;
        for (auto const& row : tenant.schedule().between(at(from), at(to), limit))
            found.emplace_back(row.job_id, row.move.to);
        return found;
    }

    Tenant tenant{Clock{}};
    BackupJobs jobs = tenant.backup_jobs();
};

TEST_F(ScheduleTest, IsEmptyWhereNothingIsPlanned) {
    create("rm-1", 0);

    EXPECT_FALSE(tenant.schedule().next(kNow));
    EXPECT_THAT(between(0, 1'000'000), IsEmpty());
    EXPECT_EQ(tenant.schedule().count(kNow, Instant::max()), 0);
}

TEST_F(ScheduleTest, NamesTheNextMoveOfAnyJob) {
    create("rm-1", 6000);
    auto const sooner = create("rm-2", 600);

    EXPECT_EQ(
        tenant.schedule().next(kNow),
        (ScheduledMove{sooner.id, "rm-2", {Phase::not_started, Phase::checking, at(100), "plan t"}})
    );
    EXPECT_EQ(tenant.schedule().next(at(100)).value().move.at, at(200));
}

TEST_F(ScheduleTest, ListsMovesByTimeThenJobThenOrder) {
    auto const slow = create("rm-1", 1200);
    auto const fast = create("rm-2", 600);

    EXPECT_THAT(
        between(0, 200),
        ElementsAre(
            std::pair{fast.id, Phase::checking},
            std::pair{slow.id, Phase::checking},
            std::pair{fast.id, Phase::preparing}
        )
    );
}

TEST_F(ScheduleTest, LeavesOutWhatWasDueAlreadyAndTakesInWhatIsDueAtTheEnd) {
    auto const job = create("rm-1", 600);

    EXPECT_THAT(between(100, 200), ElementsAre(std::pair{job.id, Phase::preparing}));
    EXPECT_EQ(tenant.schedule().count(at(100), at(200)), 1);
    EXPECT_THAT(between(100, 199), IsEmpty());
}

TEST_F(ScheduleTest, ListsNoMoreThanIsAskedForAndCountsThemAll) {
    create("rm-1", 600);

    EXPECT_EQ(between(0, 600, 4).size(), 4U);
    EXPECT_EQ(tenant.schedule().count(kNow, at(600)), 6);
}

}  // namespace
}  // namespace rds::storage
