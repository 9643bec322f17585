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
