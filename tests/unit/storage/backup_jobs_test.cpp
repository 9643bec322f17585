#include "storage/backups/backup_jobs.hpp"

#include "storage/sqlite/connection.hpp"
#include "tests/unit/storage/tenant_at.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace rds::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;
using testing::Throws;
using testing::ThrowsMessage;

constexpr Instant kNow{Duration{1'700'000'000'000}};
constexpr Duration kSecond{1000};

struct BackupJobsTest : testing::Test {
    BackupJobsTest() {
        for (auto const& plan : built_in_plans(6 * kSecond))
            tenant->plans().put(plan);
        tenant->instances().add({.id = "rm-1"});
        tenant->instances().add({.id = "rm-2"});
    }

    std::optional<BackupJob> find(std::int32_t id, Instant now) {
        tenant.go_to(now);
        return jobs.find_anywhere(id);
    }

    bool is_running(std::string const& instance, Instant now) {
        tenant.go_to(now);
        return jobs.any_running(instance);
    }

    BackupJob create(BackupJob const& job, std::string_view plan) {
        return jobs.create(job, tenant->plans().find(plan).value(), kNow);
    }

    std::vector<std::int32_t> live_ids(Instant now) {
        tenant.go_to(now);
        std::vector<std::int32_t> ids;
        for (auto const& job : jobs.live("rm-1"))
            ids.push_back(job.id);
        return ids;
    }

    TenantAt tenant{kNow};
    BackupJobs jobs = tenant->backup_jobs();
};

BackupJob started(Instant at) {
    return {.instance_id = "rm-1", .started_at = at};
}

TEST_F(BackupJobsTest, CountTheirIdsUpFromAFixedStart) {
    auto const first = create(started(kNow), "held");
    auto const second = create(started(kNow), "held");

    EXPECT_EQ(first.id, 4762615);
    EXPECT_EQ(first.backup_id, 346650272);
    EXPECT_EQ(second.id, 4762616);
    EXPECT_EQ(second.backup_id, 346650273);
}

TEST_F(BackupJobsTest, CountOnFromTheGreatestIdGiven) {
    auto given = started(kNow);
    given.id = 5'000'000;
    given.backup_id = 400'000'000;
    create(given, "held");
    given.id = 7;
    given.backup_id = 8;
    create(given, "held");

    auto const next = create(started(kNow), "held");

    EXPECT_EQ(next.id, 5'000'001);
    EXPECT_EQ(next.backup_id, 400'000'001);
}

TEST_F(BackupJobsTest, RefuseToCountBeyondTheGreatestId) {
    auto last = started(kNow);
    last.id = std::numeric_limits<std::int32_t>::max();
    create(last, "held");

    EXPECT_THAT(
        [&] { create(started(kNow), "held"); },
        ThrowsMessage<std::runtime_error>(StartsWith("no BackupJobId is left: 2147483647"))
    );
    EXPECT_THAT(live_ids(kNow), ElementsAre(2147483647));
}

TEST_F(BackupJobsTest, RefuseToCountBeyondTheGreatestBackupId) {
    auto last = started(kNow);
    last.backup_id = std::numeric_limits<std::int32_t>::max();
    create(last, "held");

    EXPECT_THAT(
        [&] { create(started(kNow), "held"); },
        ThrowsMessage<std::runtime_error>(StartsWith("no BackupId is left: 2147483647"))
    );
}

TEST_F(BackupJobsTest, RefuseIdsThatAreTakenOrNotPositive) {
    auto const taken = create(started(kNow), "held");
    auto same_id = started(kNow);
    same_id.id = taken.id;
    auto same_backup = started(kNow);
    same_backup.backup_id = taken.backup_id;
    auto negative = started(kNow);
    negative.id = -1;
    auto negative_backup = started(kNow);
    negative_backup.backup_id = -1;

    EXPECT_THROW(create(same_id, "held"), sqlite::Error);
    EXPECT_THROW(create(same_backup, "held"), sqlite::Error);
    EXPECT_THROW(create(negative, "held"), sqlite::Error);
    EXPECT_THROW(create(negative_backup, "held"), sqlite::Error);
    EXPECT_THAT(live_ids(kNow), ElementsAre(taken.id));
}

TEST_F(BackupJobsTest, RefuseAnInstanceThatDoesNotExist) {
    EXPECT_THROW(create({.instance_id = "rm-3", .started_at = kNow}, "held"), sqlite::Error);
}

TEST_F(BackupJobsTest, ComeBackAsTheyWereCreated) {
    auto const created =
        create({.instance_id = "rm-1", .mode = JobMode::automated, .started_at = kNow}, "timed");

    auto const found = find(created.id, kNow + kSecond);

    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, created.id);
    EXPECT_EQ(found->instance_id, "rm-1");
    EXPECT_EQ(found->mode, JobMode::automated);
    EXPECT_EQ(found->started_at, kNow);
    EXPECT_EQ(found->backup_id, created.backup_id);
    EXPECT_EQ(created.phase, Phase::not_started);
    EXPECT_EQ(found->phase, Phase::checking);
}

TEST_F(BackupJobsTest, AreFoundInAnyState) {
    auto const job = create(started(kNow), "timed");

    EXPECT_FALSE(find(job.id + 1, kNow));
    EXPECT_EQ(find(job.id, kNow).value().instance_id, "rm-1");
    EXPECT_TRUE(find(job.id, kNow + 100 * kSecond));
}

TEST_F(BackupJobsTest, OfAnInstantPlanAreFinishedWhenCreated) {
    auto const job = create(started(kNow), "instant");
    EXPECT_EQ(job.phase, Phase::finished);
    EXPECT_THAT(live_ids(kNow), IsEmpty());
}

TEST_F(BackupJobsTest, OfAFailingPlanShowWhereTheyStopped) {
    auto const job = create(started(kNow), "failing");

    auto const before = find(job.id, kNow + 4 * kSecond).value();
    auto const after = find(job.id, kNow + 5 * kSecond).value();

    EXPECT_EQ(before.phase, Phase::uploading);
    EXPECT_EQ(before.stopped_in, Phase::not_started);
    EXPECT_EQ(after.phase, Phase::failed);
    EXPECT_EQ(after.stopped_in, Phase::uploading);
    EXPECT_EQ(after.standing().percent, 75);
}

TEST_F(BackupJobsTest, AreLiveUntilTheyEndByStartThenIdDescending) {
    auto const early = create(started(kNow - 2 * kSecond), "held");
    auto const ending = create(started(kNow - kSecond), "timed");
    auto const late = create(started(kNow), "held");
    auto const later = create(started(kNow), "held");
    create({.instance_id = "rm-2", .started_at = kNow}, "held");

    auto const end = kNow + 6 * kSecond;
    EXPECT_THAT(live_ids(end - Duration{1}), ElementsAre(later.id, late.id, ending.id, early.id));
    EXPECT_THAT(live_ids(end), ElementsAre(later.id, late.id, early.id));
}

TEST_F(BackupJobsTest, CreatedInALaterPhaseHaveTheHistoryOfIt) {
    auto job = started(kNow - 9 * kSecond);
    job.phase = Phase::waiting;

    auto const created = create(job, "timed");

    EXPECT_EQ(created.phase, Phase::waiting);
    auto const then = job.started_at;
    EXPECT_THAT(
        jobs.lifecycle(created.id).history(),
        ElementsAre(
            job_move(Phase::not_started, Phase::checking, then, "fixture"),
            job_move(Phase::checking, Phase::preparing, then, "fixture"),
            job_move(Phase::preparing, Phase::waiting, then, "fixture")
        )
    );
    auto const planned = jobs.lifecycle(created.id).planned();
    ASSERT_EQ(planned.size(), 3U);
    EXPECT_EQ(
        planned.back(),
        (PlannedMove{
            state_of(Phase::verifying),
            state_of(Phase::finished),
            kNow + 3 * kSecond,
            "plan timed"})
    );
}

TEST_F(BackupJobsTest, CreatedAsFailedHaveEndedWhereTheyStoppedAndHaveForgottenHow) {
    auto job = started(kNow - kSecond);
    job.phase = Phase::failed;
    job.stopped_in = Phase::checking;

    auto const created = create(job, "timed");

    EXPECT_EQ(created.phase, Phase::failed);
    EXPECT_EQ(created.stopped_in, Phase::checking);
    EXPECT_THAT(jobs.lifecycle(created.id).history(), IsEmpty());
    EXPECT_THAT(jobs.lifecycle(created.id).planned(), IsEmpty());
    EXPECT_THAT(live_ids(kNow), IsEmpty());
    EXPECT_EQ(jobs.last_ended("rm-1").value().id, created.id);
}

TEST_F(BackupJobsTest, CannotHaveFailedAfterTheirEnd) {
    auto job = started(kNow);
    job.phase = Phase::failed;
    job.stopped_in = Phase::finished;
    EXPECT_THAT([&] { create(job, "held"); }, Throws<sqlite::Error>());
    job.stopped_in = Phase::failed;
    EXPECT_THAT([&] { create(job, "held"); }, Throws<sqlite::Error>());
}

TEST_F(BackupJobsTest, SaidToStartInTheFutureStandInTheirPhaseNow) {
    auto job = started(kNow + 60 * kSecond);
    job.phase = Phase::uploading;
    EXPECT_EQ(create(job, "held").phase, Phase::uploading);
    job.phase = Phase::finished;
    EXPECT_EQ(create(job, "held").phase, Phase::finished);
    EXPECT_EQ(live_ids(kNow).size(), 1U);
}

TEST_F(BackupJobsTest, ThatStartLaterMoveAsPlannedFromTheirStart) {
    auto const start = kNow + 60 * kSecond;
    auto const timed = create(started(start), "timed");
    auto const failing = create(started(start), "failing");

    auto const phase = [&](BackupJob const& job, Instant now) {
        return find(job.id, now).value().phase;
    };
    EXPECT_EQ(phase(timed, start + kSecond - Duration{1}), Phase::not_started);
    EXPECT_EQ(phase(timed, start + kSecond), Phase::checking);
    EXPECT_EQ(phase(failing, start + 5 * kSecond - Duration{1}), Phase::uploading);
    EXPECT_EQ(phase(failing, start + 5 * kSecond), Phase::failed);
    EXPECT_EQ(phase(timed, start + 6 * kSecond), Phase::finished);
}

TEST_F(BackupJobsTest, ThatStartLaterWaitForTheirStartEvenIfInstant) {
    auto const start = kNow + 60 * kSecond;
    auto const job = create(started(start), "instant");

    EXPECT_EQ(job.phase, Phase::not_started);
    EXPECT_THAT(live_ids(start - Duration{1}), ElementsAre(job.id));
    EXPECT_THAT(live_ids(start), IsEmpty());
    EXPECT_EQ(find(job.id, start).value().phase, Phase::finished);
}

TEST_F(BackupJobsTest, SaidToStartInTheFutureButBegunMoveFromNow) {
    auto job = started(kNow + 60 * kSecond);
    job.phase = Phase::verifying;

    auto const created = create(job, "timed");

    EXPECT_EQ(find(created.id, kNow + kSecond).value().phase, Phase::finished);
}

TEST_F(BackupJobsTest, ThatAreManualRunUntilTheyEnd) {
    create(started(kNow), "timed");
    EXPECT_TRUE(is_running("rm-1", kNow));
    EXPECT_FALSE(is_running("rm-2", kNow));
    EXPECT_TRUE(is_running("rm-1", kNow + 6 * kSecond - Duration{1}));
    EXPECT_FALSE(is_running("rm-1", kNow + 6 * kSecond));
}

TEST_F(BackupJobsTest, ThatAreAutomatedRunFromTheirFirstMoveUntilTheyEnd) {
    create({.instance_id = "rm-1", .mode = JobMode::automated, .started_at = kNow}, "timed");
    EXPECT_FALSE(is_running("rm-1", kNow + kSecond - Duration{1}));
    EXPECT_TRUE(is_running("rm-1", kNow + kSecond));
    EXPECT_FALSE(is_running("rm-1", kNow + 6 * kSecond));
}

TEST_F(BackupJobsTest, AreCountedIfManualAndStartedWithinTheTimes) {
    for (int i = 0; i < 4; ++i)
        create(started(kNow + i * kSecond), "instant");
    create({.instance_id = "rm-1", .mode = JobMode::automated, .started_at = kNow}, "instant");
    create({.instance_id = "rm-2", .started_at = kNow}, "instant");

    EXPECT_EQ(jobs.count_manual("rm-1", kNow, kNow + 3 * kSecond), 3);
    EXPECT_EQ(jobs.count_manual("rm-1", kNow + Duration{1}, kNow + 9 * kSecond), 3);
    EXPECT_EQ(jobs.count_manual("rm-1", kNow, kNow), 0);
}

}  // namespace
}  // namespace rds::storage
