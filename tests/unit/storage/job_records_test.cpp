#include "storage/job_records.hpp"

#include "storage/tenant/tenant.hpp"

#include <gmock/gmock.h>

namespace rds::storage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};

class JobRecordsOfAnTenant : public testing::Test {
  protected:
    JobRecordsOfAnTenant() { tenant_.instances().add({.id = "rm-1"}); }

    static std::vector<JobRecord> all(Tenant& tenant) {
        std::vector<JobRecord> records;
        tenant.job_records().for_each([&](JobRecord const& record) { records.push_back(record); });
        return records;
    }

    Tenant tenant_{Clock{}};
    JobRecord const record_{
        .id = 5000000,
        .instance_id = "rm-1",
        .mode = JobMode::automated,
        .started_at = kNow - 1h,
        .backup_id = 400000000,
        .polls_per_phase = 3,
        .polls_seen = 2,
        .moves =
            {{Phase::not_started, Phase::checking, kNow, "polled"},
             {Phase::checking, Phase::failed, kNow + 1s, "disk full"}},
    };
};

TEST_F(JobRecordsOfAnTenant, AreReadAsTheyWereAdded) {
    tenant_.job_records().add(record_);

    EXPECT_THAT(all(tenant_), ElementsAre(record_));
    EXPECT_EQ(tenant_.job_records().last_ids(), (LastIds{5000000, 400000000}));
}

TEST_F(JobRecordsOfAnTenant, EndWhenTheirLastMoveEndsThem) {
    tenant_.job_records().add(record_);

    EXPECT_EQ(tenant_.backup_jobs().live("rm-1", kNow).size(), 1U);
    EXPECT_EQ(tenant_.backup_jobs().live("rm-1", kNow + 1s).size(), 0U);
}

TEST_F(JobRecordsOfAnTenant, MadeAgainElsewhereAreTheSame) {
    Plan const polls{.name = "polls", .kind = PlanKind::polls, .polls_per_phase = 2};
    Plan const timed{.name = "timed", .kind = PlanKind::timed, .duration = 7s};
    NewBackupJob const job{.instance_id = "rm-1", .started_at = kNow};
    tenant_.backup_jobs().create(job, timed, kNow);
    tenant_.backup_jobs().count_poll({tenant_.backup_jobs().create(job, polls, kNow)});

    Tenant other{Clock{}};
    other.instances().add({.id = "rm-1"});
    for (auto const& record : all(tenant_))
        other.job_records().add(record);

    EXPECT_EQ(all(other).size(), 2U);
    EXPECT_EQ(all(other), all(tenant_));
    EXPECT_EQ(other.job_records().last_ids(), tenant_.job_records().last_ids());
}

TEST_F(JobRecordsOfAnTenant, CountOnFromTheIdsThatAreSet) {
    tenant_.job_records().set_last_ids({41, 6});

    auto const job = tenant_.backup_jobs()
                         .create({.instance_id = "rm-1", .started_at = kNow}, {.name = "p"}, kNow);

    EXPECT_EQ(job.id, 42);
    EXPECT_EQ(job.backup_id, 7);
}

}  // namespace
}  // namespace rds::storage
