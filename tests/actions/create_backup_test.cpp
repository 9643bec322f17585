#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;
using namespace std::chrono_literals;
using testing::ElementsAre;

kit::Examples const kExamples{"CreateBackup", R"({
    "settings": {"jobPlan": "instant"},
    "instances": [{"id": "rm-uf6wjk5xxxxxxx", "databases": ["app", "orders"]}]
})"};

constexpr auto kFixture = R"({
    "settings": {"jobPlan": "timed", "backupsPerDay": 3},
    "instances": [
        {"id": "rm-a", "databases": ["app", "orders"]}, {"id": "rm-bare"}, {"id": "rm-fast", "jobPlan": "instant"},
        {"id": "rr-replica", "readOnly": true}, {"id": "rm-creating", "status": "Creating"},
        {"id": "rm-waits"}, {"id": "rm-runs"}
    ],
    "backupJobs": [
        {"id": 41, "instance": "rm-waits", "mode": "Automated", "status": "NoStart", "plan": "held"},
        {"id": 42, "instance": "rm-runs", "mode": "Automated", "status": "Checking", "plan": "held"}
    ]
})";

class CreateBackup : public testing::Test {
  protected:
    static kit::Call backup_of(std::string_view instance) {
        return call("CreateBackup").with("DBInstanceId", instance);
    }

    void expect_refused(kit::Call const& call, int status, std::string_view code) {
        auto const answer = emulator_.ask(call);
        EXPECT_EQ(answer.status(), status) << answer.body();
        EXPECT_EQ(answer.code(), code);
        EXPECT_NE(answer.hint(), "");
    }

    kit::EmulatorUnderTest emulator_{kFixture};
};

TEST_F(CreateBackup, AnswersAStringThatCountsUpAndTheJobIsVisibleAtOnce) {
    EXPECT_THAT(
        emulator_.ask(backup_of("rm-a")).body(),
        testing::StartsWith(R"({"BackupJobId":"4762615","RequestId":")")
    );
    EXPECT_THAT(emulator_.ask(backup_of("rm-bare")).text("/BackupJobId"), "4762616");

    auto const listed = emulator_.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a"));
    EXPECT_THAT(listed.job_ids(), ElementsAre(4762615));
    EXPECT_EQ(listed.first_job("TaskAction"), "TempBackupTask");
}

TEST_F(CreateBackup, FinishesAnInstantJobBeforeItAnswers) {
    auto const id = emulator_.ask(backup_of("rm-fast")).text("/BackupJobId");

    auto const answer = emulator_.ask(
        call("DescribeBackupTasks").with("DBInstanceId", "rm-fast").with("BackupJobId", id)
    );

    EXPECT_EQ(answer.first_job("BackupStatus"), "Finished");
    EXPECT_NE(answer.first_job("BackupId"), "");
}

TEST_F(CreateBackup, TakesEveryDocumentedValue) {
    for (auto const& [name, value] : std::vector<std::pair<std::string, std::string>>{
             {"BackupMethod", "Logical"},
             {"BackupMethod", "Physical"},
             {"BackupMethod", "Snapshot"},
             {"BackupType", "Auto"},
             {"BackupType", "FullBackup"},
             {"BackupStrategy", "instance"},
             {"BackupRetentionPeriod", "-1"},
             {"BackupRetentionPeriod", "7"},
             {"BackupRetentionPeriod", "730"},
         }) {
        kit::EmulatorUnderTest fresh{kFixture};
        auto const answer = fresh.ask(backup_of("rm-a").with(name, value));
        EXPECT_EQ(answer.status(), 200) << name << '=' << value << ' ' << answer.body();
    }
}

TEST_F(CreateBackup, RefusesInstancesThatCannotBeBackedUp) {
    expect_refused(backup_of("rm-none"), 404, "InvalidDBInstanceName.NotFound");
    expect_refused(backup_of("rr-replica"), 400, "ReadDBInstanceNotSupport");
    expect_refused(backup_of("rm-creating"), 403, "IncorrectDBInstanceState");
}

TEST_F(CreateBackup, RefusesASnapshotOfChosenDatabases) {
    expect_refused(
        backup_of("rm-a").with("BackupMethod", "Snapshot").with("DBName", "app"),
        400,
        "InvalidBackupMethod.ValueNotSupport"
    );
}

TEST_F(CreateBackup, ChecksDatabasesOnlyWhereTheyCount) {
    auto const of_databases = [](std::string_view instance, std::string_view names) {
        return backup_of(instance).with("BackupStrategy", "db").with("DBName", names);
    };

    expect_refused(of_databases("rm-a", "app,none"), 404, "InvalidDB.NotFound");
    expect_refused(backup_of("rm-a").with("BackupStrategy", "db"), 400, "InvalidDBName.Format");
    expect_refused(backup_of("rm-bare").with("BackupMethod", "Logical"), 404, "InvalidDB.NotFound");
    EXPECT_EQ(emulator_.ask(backup_of("rm-bare").with("DBName", "none")).status(), 200);
    EXPECT_EQ(emulator_.ask(of_databases("rm-a", "app,orders")).status(), 200);
}

TEST_F(CreateBackup, RefusesASecondJobWhileOneRunsAndOnlyThen) {
    EXPECT_EQ(emulator_.ask(backup_of("rm-a")).status(), 200);

    expect_refused(backup_of("rm-a"), 400, "BackupJobExists");
    emulator_.pass(6s);
    EXPECT_EQ(emulator_.ask(backup_of("rm-a")).status(), 200);
}

TEST_F(CreateBackup, LetsAnAutomatedJobThatHasNotBegunStandBesideIt) {
    EXPECT_EQ(emulator_.ask(backup_of("rm-waits")).status(), 200);
    expect_refused(backup_of("rm-runs"), 400, "BackupJobExists");
}

TEST_F(CreateBackup, RefusesMoreThanTheDayAllowsUntilTheNextUtcDay) {
    for (int made = 0; made < 3; ++made)
        EXPECT_EQ(emulator_.ask(backup_of("rm-fast")).status(), 200);

    expect_refused(backup_of("rm-fast"), 403, "Exceeded.BackupTimes");
    EXPECT_EQ(emulator_.ask(backup_of("rm-a")).status(), 200) << "the limit is each instance's own";
    emulator_.pass(24h);
    EXPECT_EQ(emulator_.ask(backup_of("rm-fast")).status(), 200);
}

TEST_F(CreateBackup, SetsNoLimitIfTheFlagSaysSoWhateverTheFixtureSays) {
    Options options;
    options.backups_per_day = 0;
    kit::EmulatorUnderTest emulator{kFixture, options};

    for (int made = 0; made < 25; ++made)
        EXPECT_EQ(emulator.ask(backup_of("rm-fast")).status(), 200);
}

TEST_F(CreateBackup, ChecksTheInstanceBeforeTheDatabaseAndTheDatabaseBeforeTheOtherJob) {
    emulator_.ask(backup_of("rm-a"));

    expect_refused(
        backup_of("rm-a").with("BackupStrategy", "db").with("DBName", "none"),
        404,
        "InvalidDB.NotFound"
    );
    expect_refused(
        backup_of("rm-none").with("BackupMethod", "Full"),
        400,
        "InvalidBackupMethod.ValueNotSupport"
    );
}

}  // namespace

}  // namespace rds
