#include "tests/unit/storage/tenant_at.hpp"

#include <gmock/gmock.h>

namespace rds::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kNow{Duration{1'700'000'000'000}};
constexpr int kMany = 100;

struct ListedJobsTest : testing::Test {
    ListedJobsTest() {
        tenant->instances().add({.id = "rm-1"});
        tenant->instances().add({.id = "rm-2"});
        create(10, "rm-1", Phase::uploading);
        create(11, "rm-2", Phase::uploading);
        create(12, "rm-1", Phase::finished);
        create(13, "rm-2", Phase::failed);
        create(14, "rm-1", Phase::not_started);
    }

    void create(std::int32_t id, std::string const& instance, Phase phase) {
        Plan const timed{.name = "t", .kind = PlanKind::timed, .duration = Duration{6000}};
        BackupJob const job{.instance_id = instance, .started_at = kNow, .phase = phase, .id = id};
        jobs.create(job, timed, kNow);
    }

    std::vector<std::int32_t> page(JobFilter const& filter, int limit = kMany) {
        std::vector<std::int32_t> ids;
        for (auto const& job : jobs.page(filter, limit))
            ids.push_back(job.id);
        return ids;
    }

    TenantAt tenant{kNow};
    BackupJobs jobs = tenant->backup_jobs();
};

TEST_F(ListedJobsTest, AreThoseOfAllInstancesInOrderOfId) {
    EXPECT_THAT(page({}), ElementsAre(10, 11, 12, 13, 14));
}

TEST_F(ListedJobsTest, ComePageByPage) {
    EXPECT_THAT(page({}, 2), ElementsAre(10, 11));
    EXPECT_THAT(page({.after = 11}, 2), ElementsAre(12, 13));
    EXPECT_THAT(page({.after = 14}, 2), IsEmpty());
}

TEST_F(ListedJobsTest, AreFilteredByInstanceAndPhase) {
    EXPECT_THAT(page({.instance_id = "rm-2"}), ElementsAre(11, 13));
    EXPECT_THAT(page({.phase = Phase::uploading}), ElementsAre(10, 11));
    EXPECT_THAT(page({.instance_id = "rm-1", .phase = Phase::finished}), ElementsAre(12));
    EXPECT_THAT(page({.phase = Phase::not_started}), ElementsAre(14));
    EXPECT_THAT(page({.phase = Phase::failed}), ElementsAre(13));
}

TEST_F(ListedJobsTest, AreFilteredByThePhaseOfTheMoment) {
    tenant.go_to(kNow + Duration{6000});

    EXPECT_THAT(page({.phase = Phase::uploading}), IsEmpty());
    EXPECT_THAT(page({.phase = Phase::finished}), ElementsAre(10, 11, 12, 14));
}

TEST_F(ListedJobsTest, KnowTheIdsNearAnUnknownOne) {
    create(500, "rm-1", Phase::finished);

    EXPECT_THAT(jobs.nearest_ids(13, 3), ElementsAre(13, 12, 14));
    EXPECT_THAT(jobs.nearest_ids(400, 2), ElementsAre(500, 14));
    EXPECT_THAT(jobs.nearest_ids(1, 1), ElementsAre(10));
}

TEST_F(ListedJobsTest, GoWithTheirInstance) {
    jobs.lifecycle(10).hold(kNow);

    tenant->instances().remove("rm-1");

    EXPECT_THAT(page({}), ElementsAre(11, 13));
    EXPECT_THAT(tenant->instances().names(), ElementsAre("rm-2"));
    tenant->advance(
        {.to = kNow + Duration{1'000'000},
         .observe = [](ScheduledMove const& move) { EXPECT_EQ(move.instance, "rm-2"); }},
        0,
        {}
    );
}

}  // namespace
}  // namespace rds::storage
