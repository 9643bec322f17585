#include "server/codec/apply.hpp"

#include "server/codec/read.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace rds::codec {

namespace {

using namespace std::chrono_literals;
using storage::Access;
using storage::BackupJob;
using storage::JobMode;
using storage::Phase;
using storage::ProgressStatus;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr storage::Instant kNow = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} + 12h;
constexpr storage::Duration kUsual = 6s;

// A tenant as the server makes it before it applies a fixture.
class ApplyFixture : public testing::Test {
  protected:
    ApplyFixture() {
        auto transaction = tenant_.enter({}).begin(Access::write);
        for (auto const& plan : storage::built_in_plans(kUsual))
            tenant_.plans().put(plan);
        transaction.commit();
    }

    void apply_text(std::string_view text) { apply(read(text, "mine.json"), tenant_.enter({})); }

    BackupJob job(std::int32_t id, storage::Instant now = kNow) {
        if (now > kNow) tenant_.set_clock(storage::Clock{now, {}, 0}, {});
        tenant_.enter({});
        return tenant_.backup_jobs().find_anywhere(id).value();
    }

    storage::Tenant& tenant() { return tenant_; }

  private:
    storage::Tenant tenant_{storage::Clock{kNow, {}, 0}};
};

TEST_F(ApplyFixture, WritesOnlyTheSettingsThatAreGiven) {
    {
        auto transaction = tenant().enter({}).begin(Access::write);
        tenant().settings().update({.job_plan = "polls", .backups_per_day = 3});
        transaction.commit();
    }

    apply_text(R"({"settings": {"backupsPerDay": 20}})");

    storage::TenantSettings const expected{.job_plan = "polls", .backups_per_day = 20};
    EXPECT_EQ(tenant().settings().get(), expected);
}

TEST_F(ApplyFixture, AddsPlansBesideTheBuiltInOnes) {
    apply_text(R"({"plans": [{"name": "nightly", "duration": "30m"},
                             {"name": "usual", "kind": "failing", "failsIn": "Waiting", "reason": "r"}]})"
    );

    EXPECT_THAT(
        tenant().plans().names(),
        ElementsAre("failing", "held", "instant", "nightly", "polls", "timed", "usual")
    );
    EXPECT_EQ(tenant().plans().find("nightly").value().duration, 30min);
    auto const usual = tenant().plans().find("usual").value();
    EXPECT_EQ(usual.duration, kUsual);
    EXPECT_EQ(usual.fails_in, state_of(Phase::waiting));
    EXPECT_EQ(usual.reason, "r");
}

TEST_F(ApplyFixture, AddsInstancesWithEverythingTheyHave) {
    auto const fixture = read(
        R"({"instances": [{"id": "rm-a", "databases": ["app"], "tags": {"env": "test"},
                           "readOnly": true, "jobPlan": "held"}]})",
        "mine.json"
    );

    apply(fixture, tenant().enter({}));

    auto catalogue = tenant().catalogue();
    auto const wanted =
        storage::completed(fixture.instances.at(0), tenant().enter({}).now(), catalogue);
    EXPECT_EQ(tenant().instances().find("rm-a").value(), wanted);
}

TEST_F(ApplyFixture, CountsAJobsStartFromNow) {
    apply_text(R"({"instances": [{"id": "rm-a"}], "backupJobs": [
        {"id": 1, "instance": "rm-a", "status": "Finished", "startedAt": "-2d", "backupId": 9},
        {"id": 2, "instance": "rm-a", "startedAt": "2026-01-02T03:04:05Z"}]})");

    EXPECT_EQ(job(1).started_at, kNow - 48h);
    EXPECT_EQ(job(1).phase, Phase::finished);
    EXPECT_EQ(job(1).backup_id, 9);
    EXPECT_EQ(
        job(2).started_at,
        std::chrono::sys_days{std::chrono::year{2026} / 1 / 2} + 3h + 4min + 5s
    );
}

TEST_F(ApplyFixture, MovesAJobByItsOwnPlanElseItsInstancesElseTheTenants) {
    apply_text(R"({
        "settings": {"jobPlan": "timed"},
        "instances": [{"id": "rm-a"}, {"id": "rm-b", "jobPlan": "failing"}],
        "backupJobs": [{"id": 1, "instance": "rm-b", "plan": "instant"},
                       {"id": 2, "instance": "rm-b"},
                       {"id": 3, "instance": "rm-a"}]})");

    EXPECT_EQ(job(1).phase, Phase::finished);
    EXPECT_EQ(job(2).phase, Phase::not_started);
    EXPECT_EQ(job(3).phase, Phase::not_started);
    EXPECT_EQ(job(2, kNow + kUsual).phase, Phase::failed);
    EXPECT_EQ(job(3, kNow + kUsual).phase, Phase::finished);
}

TEST_F(ApplyFixture, GoesOnFromThePhaseAJobStandsIn) {
    apply_text(R"({"instances": [{"id": "rm-a"}], "backupJobs": [
        {"id": 1, "instance": "rm-a", "status": "Uploading", "startedAt": "-1h"}]})");

    EXPECT_EQ(job(1).phase, Phase::uploading);
    EXPECT_EQ(job(1, kNow + 1s).phase, Phase::verifying);
    EXPECT_EQ(job(1, kNow + 2s).phase, Phase::finished);
}

TEST_F(ApplyFixture, LetsAJobThatStartsLaterWaitForItsStart) {
    apply_text(R"({"instances": [{"id": "rm-a"}], "backupJobs": [
        {"id": 1, "instance": "rm-a", "startedAt": "2h"},
        {"id": 2, "instance": "rm-a", "startedAt": "2h", "plan": "instant"}]})");

    EXPECT_EQ(job(2, kNow + 2h - 1ms).phase, Phase::not_started);
    EXPECT_EQ(job(2, kNow + 2h).phase, Phase::finished);
    EXPECT_EQ(job(1, kNow + 2h).phase, Phase::not_started);
    EXPECT_EQ(job(1, kNow + 2h + kUsual).phase, Phase::finished);
}

TEST_F(ApplyFixture, GivesTheOtherJobsBackupIdsThatTheDocumentLeavesFree) {
    apply_text(R"({"instances": [{"id": "rm-a"}], "backupJobs": [
        {"id": 1, "instance": "rm-a"},
        {"id": 2, "instance": "rm-a", "backupId": 346650272}]})");

    EXPECT_EQ(job(2).backup_id, 346650272);
    EXPECT_EQ(job(1).backup_id, 346650273);
}

TEST_F(ApplyFixture, KeepsTheReasonOfAFailure) {
    apply_text(R"({"instances": [{"id": "rm-a"}], "backupJobs": [
        {"id": 1, "instance": "rm-a", "status": "Failed", "reason": "disk full"}]})");

    EXPECT_EQ(tenant().backup_jobs().lifecycle(1).history().back().why, "disk full");
}

TEST_F(ApplyFixture, RefusesABegunJobWhoseFixedStartLiesAhead) {
    auto const fixture = read(
        R"({"instances": [{"id": "rm-a"}], "backupJobs": [
            {"id": 1, "instance": "rm-a", "startedAt": "2026-04-01T00:00:00Z"},
            {"id": 2, "instance": "rm-a", "status": "Waiting", "startedAt": "2026-04-01T00:00:00Z"}]})",
        "mine.json"
    );

    try {
        apply(fixture, tenant().enter({}));
        FAIL() << "applied";
    } catch (Invalid const& invalid) {
        EXPECT_EQ(invalid.source(), "mine.json");
        EXPECT_EQ(invalid.pointer(), "/backupJobs/1/startedAt");
        EXPECT_THAT(invalid.message(), testing::HasSubstr("ahead of now"));
    }
    EXPECT_THAT(tenant().instances().names(), IsEmpty());
}

TEST_F(ApplyFixture, LeavesNothingBehindWhenTheTenantRefuses) {
    apply_text(R"({"instances": [{"id": "rm-taken"}]})");

    EXPECT_THROW(
        apply_text(
            R"({"settings": {"jobPlan": "held", "backupsPerDay": 5}, "plans": [{"name": "mine"}],
                       "instances": [{"id": "rm-new"}, {"id": "rm-taken"}]})"
        ),
        std::runtime_error
    );

    EXPECT_EQ(tenant().settings().get(), storage::TenantSettings{});
    EXPECT_EQ(tenant().plans().find("mine").has_value(), false);
    EXPECT_THAT(tenant().instances().names(), ElementsAre("rm-taken"));
    apply_text(R"({"instances": [{"id": "rm-new"}]})");
    EXPECT_THAT(tenant().instances().names(), ElementsAre("rm-new", "rm-taken"));
}

TEST_F(ApplyFixture, DefaultHoldsTheDocumentedJobAndAnInstanceToWorkWith) {
    apply(load("default"), tenant().enter({}));

    auto const jobs = tenant().backup_jobs().live("rm-uf6wjk5xxxxxxx");
    ASSERT_EQ(jobs.size(), 1U);
    EXPECT_EQ(jobs[0].id, 4762614);
    EXPECT_EQ(jobs[0].mode, JobMode::automated);
    EXPECT_EQ(jobs[0].phase, Phase::not_started);
    EXPECT_EQ(jobs[0].backup_id, 346650271);
    EXPECT_FALSE(tenant().backup_jobs().any_running("rm-uf6wjk5xxxxxxx"));

    auto catalogue = tenant().catalogue();
    auto const documented =
        storage::completed({.id = "rm-uf6wjk5xxxxxxx"}, tenant().enter({}).now(), catalogue);
    EXPECT_EQ(tenant().instances().find("rm-uf6wjk5xxxxxxx").value(), documented);
    auto const other = tenant().instances().find("rm-bp1emulator00002").value();
    EXPECT_EQ(other.state, storage::InstanceState::running);
    EXPECT_FALSE(tenant().databases().of(other.id).empty());
    EXPECT_FALSE(other.tags.empty());
}

TEST_F(ApplyFixture, EmptyLeavesTheTenantEmpty) {
    apply(load("empty"), tenant().enter({}));

    EXPECT_THAT(tenant().instances().names(), IsEmpty());
    EXPECT_EQ(tenant().settings().get(), storage::TenantSettings{});
}

TEST_F(ApplyFixture, EveryStateHoldsAJobInEachPhaseForGood) {
    auto const fixture = load("every-state");

    apply(fixture, tenant().enter({}));

    std::vector<Phase> phases;
    for (auto const& row : fixture.backup_jobs) {
        auto const id = row.job.id;
        EXPECT_EQ(job(id).standing(), job(id, kNow + 1000h).standing());
        phases.push_back(job(id).phase);
    }
    EXPECT_THAT(
        phases,
        ElementsAre(
            Phase::not_started,
            Phase::checking,
            Phase::preparing,
            Phase::waiting,
            Phase::uploading,
            Phase::verifying,
            Phase::finished,
            Phase::failed,
            Phase::failed
        )
    );
    EXPECT_EQ(job(5000009).standing().progress, ProgressStatus::preparing);
    EXPECT_EQ(tenant().backup_jobs().live("rm-everystate0001").size(), 6U);
}

TEST_F(ApplyFixture, FailingMakesNewJobsFailAndTheFirstQuery) {
    auto const fixture = load("failing");

    apply(fixture, tenant().enter({}));

    EXPECT_THAT(
        fixture.faults,
        ElementsAre(Fault{
            R"({"action":"DescribeBackupTasks","code":"InternalFailure","first":1})",
            "/faults/0"})
    );
    auto const plan = tenant().plans().find(tenant().settings().get().job_plan).value();
    EXPECT_EQ(plan.kind, storage::PlanKind::failing);
    EXPECT_EQ(plan.fails_in, state_of(Phase::uploading));
    EXPECT_EQ(plan.duration, kUsual);
    auto const other = tenant().instances().find("rm-failing000002").value();
    EXPECT_EQ(tenant().plans().find(other.job_plan).value().fails_in, state_of(Phase::checking));
}

}  // namespace

}  // namespace rds::codec
