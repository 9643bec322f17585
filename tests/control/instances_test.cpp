#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

namespace rds {
namespace {

using kit::Answer;
using kit::call;
using kit::EmulatorUnderTest;
using testing::HasSubstr;

struct ControlInstances : testing::Test {
    EmulatorUnderTest emulator{R"({
        "instances": [{"id": "rm-a", "databases": ["app"], "tags": {"env": "test"}}],
        "backupJobs": [{"id": 1, "instance": "rm-a"}]
    })"};
};

TEST_F(ControlInstances, AreListedAndShown) {
    auto const list = emulator.control("GET", "instances");
    EXPECT_EQ(list.json()["instances"].Size(), 1U);
    EXPECT_EQ(list.text("/instances/0/databases/0"), "app");
    EXPECT_EQ(emulator.control("GET", "instances/rm-a").text("/tags/env"), "test");
}

TEST_F(ControlInstances, AreCreatedAndServe) {
    auto const made = emulator.control(
        "POST",
        "instances",
        R"({"id": "rm-b", "engine": "PostgreSQL", "engineVersion": "15.0", "jobPlan": "instant"})"
    );
    EXPECT_EQ(made.status(), 201);
    EXPECT_EQ(made.text("/engine"), "PostgreSQL");
    EXPECT_EQ(made.text("/status"), "Running");
    auto const backup = emulator.ask(call("CreateBackup").with("DBInstanceId", "rm-b"));
    EXPECT_EQ(backup.status(), 200);
    EXPECT_EQ(
        emulator.control("GET", "jobs/" + backup.text("/BackupJobId")).text("/phase"),
        "Finished"
    );
}

TEST_F(ControlInstances, GoThroughARouteThatAnAdvanceWaitsFor) {
    auto const planned = emulator.control(
        "PUT",
        "instances/rm-a/plan",
        R"({"plan": "timed", "route": ["Rebooting", "Running"]})"
    );
    EXPECT_EQ(planned.text("/status"), "Rebooting");
    EXPECT_EQ(planned.text("/history/0/from"), "Running");
    EXPECT_EQ(planned.text("/planned/0/to"), "Running");
    EXPECT_EQ(
        emulator.ask(call("CreateBackup").with("DBInstanceId", "rm-a")).code(),
        "IncorrectDBInstanceState"
    );

    auto const advanced = emulator.control(
        "POST",
        "clock/advance",
        R"({"until": {"kind": "instances", "id": "rm-a", "status": "Running"}})"
    );
    EXPECT_EQ(advanced.text("/now"), "2026-01-02T00:00:06Z");
    EXPECT_EQ(advanced.text("/count"), "7") << "the job's six, too";
    EXPECT_EQ(advanced.text("/moves/5/kind"), "instances") << "before the job, at the same instant";
    EXPECT_EQ(advanced.text("/moves/5/id"), "rm-a");
    EXPECT_EQ(emulator.control("GET", "instances/rm-a").text("/status"), "Running");
}

TEST_F(ControlInstances, AreNotWaitedForWhereNothingLeadsThere) {
    auto const wait = [this](std::string const& until) {
        return emulator.control("POST", "clock/advance", R"({"until": )" + until + "}");
    };
    EXPECT_EQ(wait(R"({"kind": "instances", "id": "rm-x", "status": "Running"})").status(), 404);
    EXPECT_EQ(wait(R"({"kind": "instances", "id": "rm-a", "status": "Finished"})").status(), 400);
    EXPECT_EQ(wait(R"({"kind": "jobs", "id": "x", "status": "Finished"})").status(), 400);
    EXPECT_EQ(wait(R"({"kind": "jobs", "id": "1", "status": "Finished"})").text("/count"), "6");
    EXPECT_EQ(wait(R"({"kind": "jobs", "id": "1", "job": 1, "status": "Finished"})").status(), 400);
    auto const never = wait(R"({"kind": "instances", "id": "rm-a", "status": "Rebooting"})");
    EXPECT_EQ(never.status(), 409);
    EXPECT_THAT(never.text("/detail"), HasSubstr("does not lead to Rebooting"));
}

TEST_F(ControlInstances, AreSteppedFailedHeldReleasedAndDeleted) {
    EXPECT_THAT(
        emulator.control("POST", "instances/rm-a/step").text("/detail"),
        HasSubstr("nothing is planned")
    );
    EXPECT_EQ(
        emulator.control("POST", "instances/rm-a/step", R"({"to": "NET_CREATING"})")
            .text("/status"),
        "NET_CREATING"
    );
    EXPECT_EQ(emulator.control("POST", "instances/rm-a/fail").text("/status"), "Running");
    EXPECT_EQ(emulator.control("POST", "instances/rm-a/fail").status(), 409);
    EXPECT_EQ(emulator.control("POST", "instances/rm-a/hold").text("/held"), "true");
    EXPECT_EQ(emulator.control("POST", "instances/rm-a/release").text("/held"), "false");
    auto const gone = emulator.control("POST", "instances/rm-a/step", R"({"to": "Released"})");
    EXPECT_EQ(gone.status(), 204);
    EXPECT_EQ(emulator.control("GET", "instances/rm-a").status(), 404);
    EXPECT_EQ(emulator.control("GET", "jobs/1").status(), 404);
}

TEST_F(ControlInstances, ArePlannedOnlyWhereTheirMachineLeads) {
    auto const answer = emulator.control(
        "PUT",
        "instances/rm-a/plan",
        R"({"plan": "timed", "route": ["Rebooting", "Stopped"]})"
    );
    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.text("/pointer"), "/route/1");
}

TEST_F(ControlInstances, ForgetWhatWasPlannedWhenTheirStatusIsSet) {
    emulator.control(
        "PUT",
        "instances/rm-a/plan",
        R"({"plan": "timed", "route": ["Rebooting", "Running"]})"
    );
    auto const changed =
        emulator.control("PATCH", "instances/rm-a", R"({"status": "DBInstanceClassChanging"})");
    EXPECT_EQ(changed.text("/history/1/why"), "control");
    EXPECT_EQ(changed.json()["planned"].Size(), 0U);
    EXPECT_EQ(
        emulator.control("PATCH", "instances/rm-a", R"({"tags": {}})").json()["history"].Size(),
        2U
    );
}

TEST_F(ControlInstances, AreExportedWithWhatTheyWillDo) {
    emulator.control(
        "PUT",
        "instances/rm-a/plan",
        R"({"plan": "polls", "route": ["Rebooting", "Running"]})"
    );
    auto const fixture = emulator.control("GET", "export").body();
    EXPECT_THAT(
        fixture,
        HasSubstr(R"({"from":"Rebooting","to":"Running","polls":1,"why":"plan polls"})")
    );
    std::string const other = "?account=2000000000000002";
    ASSERT_EQ(
        emulator.control("POST", "load" + other, R"({"fixture": )" + fixture + "}").status(),
        200
    );
    EXPECT_EQ(emulator.control("GET", "export" + other).body(), fixture);
}

TEST_F(ControlInstances, AreNotCreatedOutOfNonsense) {
    auto const expect = [this](char const* body, int status, char const* pointer) {
        auto const answer = emulator.control("POST", "instances", body);
        EXPECT_EQ(answer.status(), status) << body;
        EXPECT_EQ(answer.text("/pointer"), pointer) << body;
    };
    expect(R"({"id": "rm-a"})", 409, "/id");
    expect(R"({"id": "rm-b", "status": "Sleeping"})", 400, "/status");
    expect(R"({"id": "rm-b", "databases": ["a", "a"]})", 400, "/databases/1");
    expect(R"({"id": "rm-b", "jobPlan": "insant"})", 404, "/jobPlan");
    expect(R"({"id": 7})", 400, "/id");
    EXPECT_EQ(emulator.control("GET", "instances").json()["instances"].Size(), 1U);
}

TEST_F(ControlInstances, ChangeInWhatIsGiven) {
    auto const changed = emulator.control(
        "PATCH",
        "instances/rm-a",
        R"({"status": "Rebooting", "databases": ["x", "y"], "jobPlan": "held"})"
    );
    EXPECT_EQ(changed.text("/status"), "Rebooting");
    EXPECT_EQ(changed.text("/databases/1"), "y");
    EXPECT_EQ(changed.text("/tags/env"), "test");
    EXPECT_EQ(emulator.control("GET", "instances/rm-a").body(), changed.body());
    EXPECT_EQ(
        emulator.ask(call("CreateBackup").with("DBInstanceId", "rm-a")).code(),
        "IncorrectDBInstanceState"
    );
}

TEST_F(ControlInstances, KeepTheirIdAndAreNotChangedByNonsense) {
    for (auto const* const body : {R"({"id": "rm-b"})", "{}", R"({"readOnly": "yes"})"})
        EXPECT_EQ(emulator.control("PATCH", "instances/rm-a", body).status(), 400) << body;
    auto const unknown = emulator.control("PATCH", "instances/rm-aa", R"({"readOnly": true})");
    EXPECT_EQ(unknown.status(), 404);
    EXPECT_THAT(unknown.text("/detail"), HasSubstr("did you mean \"rm-a\"?"));
}

TEST_F(ControlInstances, AreDeletedOnlyWithoutLiveJobsOrByForce) {
    auto const refused = emulator.control("DELETE", "instances/rm-a");
    EXPECT_EQ(refused.status(), 409);
    EXPECT_THAT(refused.text("/detail"), HasSubstr("such as 1"));

    emulator.control("POST", "jobs/1/hold");
    EXPECT_EQ(emulator.control("DELETE", "instances/rm-a?force=true").status(), 204);
    EXPECT_EQ(emulator.control("GET", "instances/rm-a").status(), 404);
    EXPECT_EQ(emulator.control("GET", "jobs/1").status(), 404);
}

TEST_F(ControlInstances, TakeTheirEndedJobsWithThem) {
    emulator.control("POST", "jobs/1/fail");
    EXPECT_EQ(emulator.control("DELETE", "instances/rm-a").status(), 204);
    EXPECT_EQ(emulator.control("GET", "jobs").json()["jobs"].Size(), 0U);
}

}  // namespace
}  // namespace rds
