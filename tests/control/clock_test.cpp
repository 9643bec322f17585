#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

namespace rds {
namespace {

using kit::Answer;
using kit::EmulatorUnderTest;
using testing::HasSubstr;
using testing::StartsWith;

// The jobs of rm-a take six seconds, a second for each phase.
constexpr std::string_view kFixture = R"({
    "plans": [{"name": "six", "duration": "6s"}, {"name": "half", "kind": "failing", "duration": "6s"}],
    "settings": {"jobPlan": "six"},
    "instances": [{"id": "rm-a"}],
    "backupJobs": [
        {"id": 1, "instance": "rm-a"},
        {"id": 2, "instance": "rm-a", "plan": "polls"},
        {"id": 3, "instance": "rm-a", "plan": "held"},
        {"id": 4, "instance": "rm-a", "plan": "half", "startedAt": "1h"}
    ]
})";

struct ControlClock : testing::Test {
    Answer get() { return emulator.control("GET", "clock"); }

    Answer put(std::string_view body) { return emulator.control("PUT", "clock", body); }

    Answer advance(std::string_view body) {
        return emulator.control("POST", "clock/advance", body);
    }

    std::string now() { return get().text("/now"); }

    std::string phase(int job) {
        return emulator.control("GET", "jobs/" + std::to_string(job)).text("/phase");
    }

    // They start together, 24 hours from now, and take six seconds each.
    void add_jobs(int count) {
        auto& state = emulator.state();
        storage::Plan const plan{.name = "p", .duration = std::chrono::seconds{6}};
        auto const entered =
            state.enter(storage::Instant{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}});
        auto transaction = entered.begin(storage::Access::write);
        auto const start = entered.now() + std::chrono::days{1};
        for (int i = 0; i < count; ++i) {
            state.backup_jobs()
                .create({.instance_id = "rm-a", .started_at = start}, plan, entered.now());
        }
        transaction.commit();
    }

    EmulatorUnderTest emulator{kFixture};
};

TEST_F(ControlClock, TellsTheTimeAndWhatComesNext) {
    auto const clock = get();
    EXPECT_EQ(clock.text("/now"), "2026-01-02T00:00:00Z");
    EXPECT_EQ(clock.text("/mode"), "real");
    EXPECT_EQ(clock.text("/next/job"), "1");
    EXPECT_EQ(clock.text("/next/to"), "Checking");
    EXPECT_EQ(clock.text("/next/at"), "2026-01-02T00:00:01Z");
}

TEST_F(ControlClock, FreezesAndRunsOn) {
    EXPECT_EQ(put(R"({"frozen": true})").text("/mode"), "frozen");
    emulator.pass(std::chrono::seconds{5});
    EXPECT_EQ(now(), "2026-01-02T00:00:00Z");

    EXPECT_EQ(put(R"({"frozen": false})").text("/mode"), "real");
    emulator.pass(std::chrono::milliseconds{1500});
    EXPECT_EQ(now(), "2026-01-02T00:00:01.500Z");
}

TEST_F(ControlClock, RunsAtASpeedFromAnInstant) {
    auto const clock = put(R"({"speed": 60, "now": "2030-01-01T00:00:00Z"})");
    EXPECT_EQ(clock.text("/mode"), "scaled");
    emulator.pass(std::chrono::seconds{2});
    EXPECT_EQ(now(), "2030-01-01T00:02:00Z");
}

TEST_F(ControlClock, IsSetForwardOnly) {
    auto const refused = put(R"({"now": "2026-01-01T23:59:59Z", "frozen": true})");
    EXPECT_EQ(refused.status(), 409);
    EXPECT_EQ(refused.text("/pointer"), "/now");
    EXPECT_EQ(get().text("/mode"), "real");
}

TEST_F(ControlClock, IsNotBothFrozenAndScaled) {
    EXPECT_EQ(put(R"({"frozen": true, "speed": 2})").text("/pointer"), "/speed");
    EXPECT_EQ(put(R"({"speed": 1000001})").status(), 400);
    EXPECT_EQ(put(R"({"speed": -1})").status(), 400);
    EXPECT_EQ(put("{}").status(), 400);
}

TEST_F(ControlClock, AdvancesByADurationAndListsWhatFellDue) {
    auto const answer = advance(R"({"by": "2s"})");
    EXPECT_EQ(answer.text("/from"), "2026-01-02T00:00:00Z");
    EXPECT_EQ(answer.text("/now"), "2026-01-02T00:00:02Z");
    EXPECT_EQ(answer.text("/count"), "2");
    EXPECT_EQ(answer.text("/moves/1/kind"), "jobs");
    EXPECT_EQ(answer.text("/moves/1/id"), "1");
    EXPECT_EQ(answer.text("/moves/1/instance"), "rm-a");
    EXPECT_EQ(answer.text("/moves/1/from"), "Checking");
    EXPECT_EQ(answer.text("/moves/1/to"), "Preparing");
    EXPECT_EQ(answer.text("/moves/1/why"), "plan six");
    EXPECT_EQ(phase(1), "Preparing");
}

TEST_F(ControlClock, AdvancesToAnInstant) {
    EXPECT_EQ(advance(R"({"to": "2026-01-02T00:00:06Z"})").text("/count"), "6");
    EXPECT_EQ(advance(R"({"to": "2026-01-02T00:00:06Z"})").text("/count"), "0");

    auto const back = advance(R"({"to": "2026-01-02T00:00:05Z"})");
    EXPECT_EQ(back.status(), 409);
    EXPECT_EQ(back.text("/pointer"), "/to");
    EXPECT_EQ(now(), "2026-01-02T00:00:06Z");
}

TEST_F(ControlClock, AdvancesToTheNextEventUntilThereIsNone) {
    EXPECT_EQ(advance(R"({"toNextEvent": true})").text("/now"), "2026-01-02T00:00:01Z");
    advance(R"({"by": "1d"})");

    auto const none = advance(R"({"toNextEvent": true})");
    EXPECT_EQ(none.status(), 409);
    EXPECT_THAT(none.text("/detail"), StartsWith("Nothing is planned"));
}

TEST_F(ControlClock, AdvancesUntilAJobReachesAStatus) {
    constexpr auto* kFinished = R"({"until": {"job": 1, "status": "Finished"}})";
    EXPECT_EQ(advance(kFinished).text("/now"), "2026-01-02T00:00:06Z");
    EXPECT_EQ(phase(1), "Finished");
    EXPECT_EQ(advance(kFinished).text("/count"), "0");
}

TEST_F(ControlClock, SaysWhyAJobNeverReachesAStatus) {
    struct Case {
        std::string_view until;
        std::string_view why;
    };

    emulator.control("POST", "jobs/1/hold");
    for (auto const& [until, why] : {
             Case{R"({"job": 1, "status": "Finished"})", "held"},
             Case{R"({"job": 2, "status": "Finished"})", "waits for polls"},
             Case{R"({"job": 3, "status": "Finished"})", "held"},
             Case{R"({"job": 4, "status": "Finished"})", "does not lead to Finished"},
         }) {
        auto const answer = advance(std::string{R"({"until": )"}.append(until).append("}"));
        EXPECT_EQ(answer.status(), 409) << until;
        EXPECT_THAT(answer.text("/detail"), HasSubstr(std::string{why}));
    }
    EXPECT_EQ(now(), "2026-01-02T00:00:00Z");

    advance(R"({"by": "2h"})");
    auto const other = advance(R"({"until": {"job": 4, "status": "Finished"}})");
    EXPECT_THAT(other.text("/detail"), HasSubstr("ended otherwise"));
    auto const passed = advance(R"({"until": {"job": 4, "status": "Waiting"}})");
    EXPECT_THAT(passed.text("/detail"), HasSubstr("has passed Waiting"));
}

TEST_F(ControlClock, NamesTheJobsNearAnUnknownOne) {
    auto const answer = advance(R"({"until": {"job": 5, "status": "Finished"}})");
    EXPECT_EQ(answer.status(), 404);
    EXPECT_EQ(answer.text("/pointer"), "/until/job");
    EXPECT_THAT(answer.text("/detail"), HasSubstr("4, 3, 2"));
}

TEST_F(ControlClock, RefusesWhatIsNoAdvance) {
    for (auto const* const body : {
             R"({"by": "-5m"})",
             R"({"by": "1000000000000000000y"})",
             R"({"by": "365000000000000000000d"})",
             R"({"by": 5})",
             R"({"to": "tomorrow"})",
             R"({"toNextEvent": false})",
             R"({"by": "1s", "to": "2026-01-02T00:00:06Z"})",
             R"({"until": {"job": 1, "status": "Done"}})",
             R"({"until": {"job": 1}})",
             R"({"until": {"job": 99999999999, "status": "Finished"}})",
             R"({"backward": "1s"})",
             R"({})",
             R"([])",
             "",
         })
        EXPECT_EQ(advance(body).status(), 400) << body;
    EXPECT_EQ(now(), "2026-01-02T00:00:00Z");
}

TEST_F(ControlClock, EndsWithTheYear9999) {
    ASSERT_EQ(advance(R"({"to": "9999-12-31T23:59:59.999Z"})").status(), 200);
    EXPECT_EQ(advance(R"({"by": "1ms"})").status(), 409);
    EXPECT_EQ(now(), "9999-12-31T23:59:59.999Z");
}

TEST_F(ControlClock, KeepsRunningWhenItIsAdvanced) {
    advance(R"({"by": "1h"})");
    emulator.pass(std::chrono::seconds{1});
    EXPECT_EQ(now(), "2026-01-02T01:00:01Z");
}

TEST_F(ControlClock, ListsAThousandMovesAndCountsAll) {
    constexpr int kJobs = 200;
    add_jobs(kJobs);

    auto const answer = advance(R"({"to": "2026-01-04T00:00:00Z"})");

    EXPECT_EQ(answer.text("/count"), std::to_string(6 * kJobs + 11));
    EXPECT_EQ(answer.json()["moves"].Size(), 1000U);
}

// The moves of one instant are more than one step makes.
constexpr int kMoreThanAStep = 3000;
constexpr int kOthers = 11;

TEST_F(ControlClock, MakesInManyStepsWhatOneCannot) {
    add_jobs(kMoreThanAStep);

    auto const answer = advance(R"({"to": "2026-01-04T00:00:00Z"})");

    EXPECT_EQ(answer.text("/count"), std::to_string(6 * kMoreThanAStep + kOthers));
    EXPECT_EQ(answer.text("/now"), "2026-01-04T00:00:00Z");
    EXPECT_FALSE(answer.json().HasMember("stopped"));
    EXPECT_FALSE(get().json().HasMember("next"));
}

TEST_F(ControlClock, StopsBetweenTwoInstantsWhenTheEmulatorStops) {
    add_jobs(kMoreThanAStep);
    emulator.stop_waiting();

    auto const answer = advance(R"({"to": "2026-01-04T00:00:00Z"})");

    EXPECT_EQ(answer.text("/now"), "2026-01-03T00:00:01Z");
    EXPECT_EQ(answer.text("/count"), std::to_string(kMoreThanAStep + kOthers));
    EXPECT_THAT(answer.text("/stopped"), HasSubstr("stopping"));
    EXPECT_EQ(get().text("/next/at"), "2026-01-03T00:00:02Z");
}

TEST_F(ControlClock, KeepsItsSpeedWhereItIsStopped) {
    add_jobs(kMoreThanAStep);
    emulator.stop_waiting();

    auto const answer = put(R"({"now": "2026-01-04T00:00:00Z", "frozen": true})");

    EXPECT_EQ(answer.text("/now"), "2026-01-03T00:00:01Z");
    EXPECT_EQ(answer.text("/mode"), "real");
    EXPECT_THAT(answer.text("/stopped"), HasSubstr("stopping"));
}

TEST_F(ControlClock, IsEachTenantsOwn) {
    emulator.control("POST", "clock/advance?account=2000000000000002", R"({"by": "1h"})");
    EXPECT_EQ(now(), "2026-01-02T00:00:00Z");

    auto const all = emulator.control("GET", "clock?account=*");
    EXPECT_EQ(all.text("/accounts/2000000000000002/now"), "2026-01-02T01:00:00Z");
}

}  // namespace
}  // namespace rds
