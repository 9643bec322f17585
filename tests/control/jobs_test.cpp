#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

namespace rds {
namespace {

using kit::Answer;
using kit::call;
using kit::EmulatorUnderTest;
using testing::HasSubstr;

constexpr std::string_view kInstancesWithJobs = R"({
    "plans": [{"name": "six", "duration": "6s"}],
    "settings": {"jobPlan": "six"},
    "instances": [{"id": "rm-a"}, {"id": "rm-b"}],
    "backupJobs": [
        {"id": 1, "instance": "rm-a"},
        {"id": 2, "instance": "rm-b", "status": "Uploading", "plan": "held"},
        {"id": 3, "instance": "rm-a", "status": "Failed", "reason": "the disk was full"}
    ]
})";

struct ControlJobs : testing::Test {
    Answer get(std::string_view path) { return emulator.control("GET", path); }

    Answer post(std::string_view path, std::string_view body = {}) {
        return emulator.control("POST", path, body);
    }

    void advance(std::string const& by) {
        ASSERT_EQ(post("clock/advance", R"({"by": ")" + by + R"("})").status(), 200);
    }

    EmulatorUnderTest emulator{kInstancesWithJobs};
};

TEST_F(ControlJobs, AreShownWithWhatTheyDidAndWillDo) {
    advance("1s");

    auto const job = get("jobs/1");

    EXPECT_EQ(job.text("/instance"), "rm-a");
    EXPECT_EQ(job.text("/mode"), "Manual");
    EXPECT_EQ(job.text("/status"), "Checking");
    EXPECT_EQ(job.text("/progressStatus"), "NoStart");
    EXPECT_EQ(job.text("/process"), "0");
    EXPECT_EQ(job.text("/history/0/at"), "2026-01-02T00:00:01Z");
    EXPECT_EQ(job.text("/planned/0/to"), "Preparing");
    EXPECT_EQ(job.json()["planned"].Size(), 5U);
}

TEST_F(ControlJobs, TellWhyTheyFailed) {
    EXPECT_EQ(get("jobs/3").text("/history/4/why"), "the disk was full");
}

TEST_F(ControlJobs, AreListedWithFiltersPageByPage) {
    EXPECT_EQ(get("jobs").json()["jobs"].Size(), 3U);
    auto const page = get("jobs?limit=2");
    EXPECT_EQ(page.text("/more"), "true");
    EXPECT_EQ(page.text("/jobs/1/id"), "2");
    auto const rest = get("jobs?limit=2&after=2");
    EXPECT_EQ(rest.text("/jobs/0/id"), "3");
    EXPECT_EQ(rest.text("/more"), "false");
    EXPECT_EQ(get("jobs?instance=rm-b").text("/jobs/0/id"), "2");
    EXPECT_EQ(get("jobs?phase=Failed").text("/jobs/0/id"), "3");
}

TEST_F(ControlJobs, AreNotListedByNonsense) {
    EXPECT_EQ(get("jobs?limit=0").text("/parameter"), "limit");
    EXPECT_EQ(get("jobs?limit=many").status(), 400);
    EXPECT_EQ(get("jobs?phase=Done").status(), 400);
    auto const unknown = get("jobs?instance=rm-aa");
    EXPECT_EQ(unknown.status(), 404);
    EXPECT_THAT(unknown.text("/detail"), HasSubstr("did you mean \"rm-a\"?"));
}

TEST_F(ControlJobs, AreCreatedInAnyState) {
    auto const job = post(
        "jobs",
        R"({"instance": "rm-b", "mode": "Automated", "status": "Waiting", "startedAt": "-5m"})"
    );
    EXPECT_EQ(job.status(), 201);
    EXPECT_EQ(job.text("/phase"), "Waiting");
    EXPECT_EQ(job.text("/mode"), "Automated");
    EXPECT_EQ(job.text("/startedAt"), "2026-01-01T23:55:00Z");
    EXPECT_EQ(get("jobs/" + job.text("/id")).body(), job.body());
}

TEST_F(ControlJobs, AreNotCreatedOutOfNonsense) {
    auto const expect = [this](char const* body, int status, char const* pointer) {
        auto const answer = post("jobs", body);
        EXPECT_EQ(answer.status(), status) << body;
        EXPECT_EQ(answer.text("/pointer"), pointer) << body;
    };
    expect(R"({"instance": "rm-x"})", 404, "/instance");
    expect(R"({"instance": "rm-a", "plan": "sox"})", 404, "/plan");
    expect(R"({"instance": "rm-a", "id": 1})", 409, "/id");
    expect(R"({"instance": "rm-a", "id": "1"})", 400, "/id");
    expect(R"({"instance": "rm-a", "progressStatus": "Finished"})", 400, "/progressStatus");
    expect(
        R"({"instance": "rm-a", "status": "Waiting", "startedAt": "2027-01-01T00:00:00Z"})",
        400,
        "/startedAt"
    );
    expect(R"({"instance": "rm-a", "colour": "red"})", 400, "/colour");
    auto const taken = get("jobs/2").text("/backupId");
    expect((R"({"instance": "rm-a", "backupId": )" + taken + "}").c_str(), 409, "/backupId");
    EXPECT_EQ(get("jobs").json()["jobs"].Size(), 3U);
}

TEST_F(ControlJobs, AreSteppedOnceOrThroughSeveralPhases) {
    EXPECT_EQ(post("jobs/1/step").text("/phase"), "Checking");
    auto const job = post("jobs/1/step", R"({"to": "Uploading"})");
    EXPECT_EQ(job.text("/phase"), "Uploading");
    EXPECT_EQ(job.text("/history/3/why"), "step");
    EXPECT_EQ(job.text("/planned/0/at"), "2026-01-02T00:00:01Z");
    EXPECT_EQ(
        emulator.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a")).first_job("Process"),
        "75"
    );
}

TEST_F(ControlJobs, AreNotSteppedBackNamingTheLegalMoves) {
    for (auto const* const to : {"Checking", "Uploading"}) {
        auto const answer = post("jobs/2/step", std::string{R"({"to": ")"} + to + R"("})");
        EXPECT_EQ(answer.status(), 409);
        EXPECT_THAT(
            answer.text("/detail"),
            HasSubstr(R"("CheckingUpload", "Finished" or "Failed")")
        );
    }
}

TEST_F(ControlJobs, AreLeftAloneOnceTheyHaveEnded) {
    for (auto const* const edit : {"step", "fail", "hold", "release"}) {
        auto const answer = post(std::string{"jobs/3/"} + edit);
        EXPECT_EQ(answer.status(), 409) << edit;
        EXPECT_THAT(answer.text("/detail"), HasSubstr("Failed"));
    }
    EXPECT_EQ(emulator.control("PUT", "jobs/3/plan", R"({"plan": "six"})").status(), 409);
}

TEST_F(ControlJobs, FailForAReason) {
    auto const job = post("jobs/2/fail", R"({"reason": "out of space"})");
    EXPECT_EQ(job.text("/status"), "Failed");
    EXPECT_EQ(job.text("/progressStatus"), "Uploading");
    EXPECT_EQ(job.text("/history/4/why"), "out of space");
}

TEST_F(ControlJobs, AreHeldAndReleasedWithTheTimeThatWasLeft) {
    advance("400ms");
    auto const held = post("jobs/1/hold");
    EXPECT_EQ(held.text("/held"), "true");
    EXPECT_EQ(held.json()["planned"].Size(), 0U);
    EXPECT_THAT(post("jobs/1/hold").text("/detail"), HasSubstr("held already"));

    advance("1h");
    auto const released = post("jobs/1/release");
    EXPECT_EQ(released.text("/phase"), "NoStart");
    EXPECT_EQ(released.text("/planned/0/at"), "2026-01-02T01:00:01Z");
    EXPECT_THAT(post("jobs/1/release").text("/detail"), HasSubstr("not held"));
}

TEST_F(ControlJobs, ChangeTheirPlan) {
    EXPECT_EQ(emulator.control("PUT", "jobs/2/plan", R"({"plan": "six"})").text("/held"), "true")
        << "as its plan before had it";
    auto const job = post("jobs/2/release");
    EXPECT_EQ(job.text("/planned/1/to"), "Finished");
    EXPECT_EQ(job.text("/planned/1/at"), "2026-01-02T00:00:02Z");

    EXPECT_EQ(
        emulator.control("PUT", "jobs/2/plan", R"({"plan": "polls"})").text("/polled"),
        "true"
    );
    auto const unknown = emulator.control("PUT", "jobs/2/plan", R"({"plan": "pols"})");
    EXPECT_EQ(unknown.status(), 404);
    EXPECT_THAT(unknown.text("/detail"), HasSubstr(R"(did you mean "polls"?)"));
}

TEST_F(ControlJobs, ThatAreUnknownAreNotFound) {
    auto const answer = get("jobs/77");
    EXPECT_EQ(answer.status(), 404);
    EXPECT_THAT(answer.text("/detail"), HasSubstr("3, 2, 1"));
    EXPECT_EQ(post("jobs/77/step").status(), 404);
    EXPECT_EQ(get("jobs/first").status(), 400);
    EXPECT_EQ(get("jobs/1?account=2000000000000002").status(), 200);
}

TEST_F(ControlJobs, OfOneTenantAreNotAnothers) {
    post("jobs/1/step?account=2000000000000002");
    EXPECT_EQ(get("jobs/1").text("/phase"), "NoStart");
    EXPECT_EQ(get("jobs/1?account=2000000000000002").text("/phase"), "Checking");
}

}  // namespace
}  // namespace rds
