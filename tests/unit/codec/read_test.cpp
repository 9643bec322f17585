#include "server/codec/read.hpp"

#include "storage/instances/databases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rds::codec {

namespace {

using namespace std::chrono_literals;
using storage::JobMode;
using storage::Phase;
using storage::PlanKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

Fixture read_text(std::string_view text) {
    return read(text, "test.json");
}

// A fixture of one job with these members more.
Fixture::BackupJob read_job(std::string const& members) {
    auto const* const separator = members.empty() ? "" : ", ";
    auto const document =
        R"({"instances": [{"id": "rm-a"}], "backupJobs": [{"id": 1, "instance": "rm-a")" +
        (separator + members) + "}]}";
    return read_text(document).backup_jobs.at(0);
}

TEST(ReadFixture, OfAnEmptyObjectIsEmpty) {
    auto const fixture = read_text("{}");

    EXPECT_EQ(fixture.source, "test.json");
    EXPECT_THAT(fixture.settings, IsEmpty());
    EXPECT_THAT(fixture.plans, IsEmpty());
    EXPECT_THAT(fixture.instances, IsEmpty());
    EXPECT_THAT(fixture.backup_jobs, IsEmpty());
    EXPECT_THAT(fixture.faults, IsEmpty());
}

TEST(ReadFixture, KeepsTheSettingsThatAreGiven) {
    auto const fixture = read_text(R"({"settings": {"jobPlan": "polls", "backupsPerDay": 20}})");

    EXPECT_EQ(fixture.settings.at("jobPlan"), storage::Value{std::string{"polls"}});
    EXPECT_EQ(fixture.settings.at("backupsPerDay"), storage::Value{std::int64_t{20}});
}

std::vector<std::string> database_names(Fixture::Instance const& instance) {
    std::vector<std::string> names;
    for (auto const& [table, row] : instance.children) {
        if (table == &storage::databases_table())
            names.push_back(static_cast<storage::Database const*>(row.get())->name);
    }
    return names;
}

TEST(ReadFixture, ReadsEveryMemberOfAnInstance) {
    auto const fixture = read_text(R"({"instances": [{
        "id": "rr-1", "engine": "SQLServer", "engineVersion": "2019_std", "regionId": "eu-central-1",
        "status": "Rebooting", "readOnly": true, "databases": ["b", "a"],
        "tags": {"env": "test", "": ""}, "jobPlan": "held"
    }]})");

    auto const& instance = fixture.instances.at(0);
    EXPECT_EQ(instance.id, "rr-1");
    EXPECT_EQ(instance.engine, "SQLServer");
    EXPECT_EQ(instance.engine_version, "2019_std");
    EXPECT_EQ(instance.region_id, "eu-central-1");
    EXPECT_EQ(word(instance.state), "Rebooting");
    EXPECT_TRUE(instance.read_only);
    EXPECT_EQ(instance.job_plan, "held");
    EXPECT_THAT(database_names(instance), ElementsAre("b", "a"));
    EXPECT_THAT(instance.tags, UnorderedElementsAre(Pair("env", "test"), Pair("", "")));
}

TEST(ReadFixture, TakesTheDatabaseNamesThatCreateBackupTakes) {
    std::string const longest(64, 'a');
    auto const fixture = read_text(
        R"({"instances": [{"id": "rm-a", "databases": ["A", "-_9", ")" + longest + R"("]}]})"
    );

    EXPECT_THAT(database_names(fixture.instances.at(0)), ElementsAre("A", "-_9", longest));
}

TEST(ReadFixture, TakesAnInstanceForARunningMySql8) {
    auto const fixture = read_text(R"({"instances": [{"id": "rm-1"}]})");

    storage::Instance expected;
    expected.id = "rm-1";
    EXPECT_EQ(fixture.instances.at(0), expected);
}

TEST(ReadFixture, ReadsEveryKindOfPlan) {
    auto const plans = read_text(R"({"plans": [
        {"name": "nightly", "kind": "timed", "duration": "30m"},
        {"name": "slow", "kind": "polls", "polls": 3},
        {"name": "at-once", "kind": "instant"},
        {"name": "full", "kind": "failing", "duration": "6s", "failsIn": "CheckingUpload", "reason": "disk full"},
        {"name": "stuck", "kind": "held"}
    ]})")
                           .plans;

    ASSERT_EQ(plans.size(), 5U);
    EXPECT_EQ(plans[0].name, "nightly");
    EXPECT_EQ(plans[0].kind, PlanKind::timed);
    EXPECT_EQ(plans[0].duration, 30min);
    EXPECT_EQ(plans[1].kind, PlanKind::polls);
    EXPECT_EQ(plans[1].polls, 3);
    EXPECT_EQ(plans[2].kind, PlanKind::instant);
    EXPECT_EQ(plans[3].kind, PlanKind::failing);
    EXPECT_EQ(plans[3].duration, 6s);
    EXPECT_EQ(plans[3].fails_in, state_of(Phase::verifying));
    EXPECT_EQ(plans[3].reason, "disk full");
    EXPECT_EQ(plans[4].kind, PlanKind::held);
}

TEST(ReadFixture, KnowsEveryPhaseThatAJobCanFailIn) {
    auto const fails_in = [](std::string const& word) {
        auto const fixture = read_text(
            R"({"plans": [{"name": "p", "kind": "failing", "failsIn": ")" + word + "\"}]}"
        );
        return storage::phase_of(fixture.plans.at(0).fails_in);
    };

    EXPECT_EQ(fails_in("NoStart"), Phase::not_started);
    EXPECT_EQ(fails_in("Checking"), Phase::checking);
    EXPECT_EQ(fails_in("Preparing"), Phase::preparing);
    EXPECT_EQ(fails_in("Waiting"), Phase::waiting);
    EXPECT_EQ(fails_in("Uploading"), Phase::uploading);
    EXPECT_EQ(fails_in("CheckingUpload"), Phase::verifying);
}

TEST(ReadFixture, TakesAPlanForATimedOne) {
    auto const row = read_text(R"({"plans": [{"name": "mine"}]})").plans.at(0);

    EXPECT_EQ(row.kind, PlanKind::timed);
    EXPECT_EQ(row.duration, std::nullopt);
}

TEST(ReadFixture, ReadsEveryMemberOfAJob) {
    auto const row = read_job(
        R"("mode": "Automated", "status": "Failed", "progressStatus": "Waiting", "startedAt": "-2d",
           "backupId": 77, "reason": "disk full")"
    );

    EXPECT_EQ(row.job.id, 1);
    EXPECT_EQ(row.job.instance_id, "rm-a");
    EXPECT_EQ(row.job.mode, JobMode::automated);
    EXPECT_EQ(row.job.phase, Phase::failed);
    EXPECT_EQ(row.job.stopped_in, Phase::waiting);
    EXPECT_EQ(row.started_at, Time{storage::Duration{-48h}});
    EXPECT_EQ(row.job.backup_id, 77);
    EXPECT_EQ(row.why_failed, "disk full");
}

TEST(ReadFixture, TakesAJobForAManualOneThatIsAboutToBegin) {
    auto const row = read_job("");

    EXPECT_EQ(row.job.mode, JobMode::manual);
    EXPECT_EQ(row.job.phase, Phase::not_started);
    EXPECT_EQ(row.started_at, Time{storage::Duration{0}});
    EXPECT_EQ(row.job.backup_id, 0);
    EXPECT_EQ(row.plan, "");
}

TEST(ReadFixture, KeepsAFixedInstantAsItIs) {
    using namespace std::chrono;
    auto const instant = sys_days{year{2026} / January / 2} + 3h + 4min + 5s;

    EXPECT_EQ(
        read_job(R"("startedAt": "2026-01-02T03:04:05Z")").started_at,
        Time{storage::Instant{instant}}
    );
}

TEST(ReadFixture, LetsAJobStartLater) {
    EXPECT_EQ(read_job(R"("startedAt": "2h")").started_at, Time{storage::Duration{2h}});
}

TEST(ReadFixture, KnowsThePhaseFromTheStatusAlone) {
    auto const phase = [](std::string const& status) {
        return read_job(R"("status": ")" + status + '"').job.phase;
    };

    EXPECT_EQ(phase("NoStart"), Phase::not_started);
    EXPECT_EQ(phase("Checking"), Phase::checking);
    EXPECT_EQ(phase("Preparing"), Phase::preparing);
    EXPECT_EQ(phase("Waiting"), Phase::waiting);
    EXPECT_EQ(phase("Uploading"), Phase::uploading);
    EXPECT_EQ(phase("Finished"), Phase::finished);
    EXPECT_EQ(phase("Failed"), Phase::failed);
}

TEST(ReadFixture, TellsTheTwoUploadingPhasesApart) {
    EXPECT_EQ(
        read_job(R"("status": "Uploading", "progressStatus": "Uploading")").job.phase,
        Phase::uploading
    );
    EXPECT_EQ(
        read_job(R"("status": "Uploading", "progressStatus": "Checking")").job.phase,
        Phase::verifying
    );
}

TEST(ReadFixture, KnowsWhereAFailedJobStopped) {
    auto const stopped_in = [](std::string const& progress) {
        return read_job(R"("status": "Failed", "progressStatus": ")" + progress + '"')
            .job.stopped_in;
    };

    EXPECT_EQ(read_job(R"("status": "Failed")").job.stopped_in, Phase::uploading);
    EXPECT_EQ(stopped_in("NoStart"), Phase::checking);
    EXPECT_EQ(stopped_in("Preparing"), Phase::preparing);
    EXPECT_EQ(stopped_in("Waiting"), Phase::waiting);
    EXPECT_EQ(stopped_in("Uploading"), Phase::uploading);
    EXPECT_EQ(stopped_in("Checking"), Phase::verifying);
}

TEST(ReadFixture, ReadsFaultsInOrderAndWhereTheyStand) {
    auto const fixture = read_text(R"({"faults": [
        {"action": "DescribeBackupTasks", "code": "InternalFailure", "first": 3},
        {"delay": "5s", "always": true}
    ]})");

    EXPECT_THAT(
        fixture.faults,
        ElementsAre(
            Fault{
                R"({"action":"DescribeBackupTasks","code":"InternalFailure","first":3})",
                "/faults/0"},
            Fault{R"({"delay":"5s","always":true})", "/faults/1"}
        )
    );
}

TEST(ReadFixture, LetsAFixtureReplaceABuiltInPlan) {
    EXPECT_EQ(
        read_text(R"({"plans": [{"name": "timed", "kind": "held"}]})").plans.at(0).kind,
        PlanKind::held
    );
}

TEST(ReadFixture, SkipsComments) {
    auto const fixture = read_text(
        "// before\n{ /* a\n * list */ \"instances\": [ // one\n {\"id\": \"rm-a\" /**/}]} // end"
    );

    EXPECT_EQ(fixture.instances.at(0).id, "rm-a");
}

TEST(ReadFixture, TakesNoCommentFromWithinAText) {
    auto const fixture =
        read_text(R"({"instances": [{"id": "rm-a", "tags": {"// a": "/* b */"}}]})");

    EXPECT_THAT(fixture.instances.at(0).tags, ElementsAre(Pair("// a", "/* b */")));
}

TEST(ReadFixture, SkipsTheByteOrderMarkOfSomeEditors) {
    EXPECT_EQ(read_text("\xEF\xBB\xBF{\"instances\": [{\"id\": \"rm-a\"}]}").instances.size(), 1U);
}

TEST(ReadFixture, CarriesUtf8) {
    auto const fixture =
        read_text(R"({"instances": [{"id": "rm-a", "tags": {"データ": "データ", "é": "\u00e9"}}]})"
        );

    EXPECT_THAT(
        fixture.instances.at(0).tags,
        UnorderedElementsAre(Pair("データ", "データ"), Pair("é", "é"))
    );
}

TEST(ReadFixture, LetsADocumentNameItsSchema) {
    EXPECT_THAT(read_text(R"({"$schema": "schema.json"})").instances, IsEmpty());
}

TEST(ReadFixture, TakesTheLargestIds) {
    auto const fixture = read_text(
        R"({"instances": [{"id": "rm-a"}],
            "backupJobs": [{"id": 2147483647, "instance": "rm-a", "backupId": 2147483647}]})"
    );

    EXPECT_EQ(fixture.backup_jobs.at(0).job.id, 2147483647);
    EXPECT_EQ(fixture.backup_jobs.at(0).job.backup_id, 2147483647);
}

}  // namespace

}  // namespace rds::codec
