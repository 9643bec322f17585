#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

namespace rds {
namespace {

using kit::call;
using kit::EmulatorUnderTest;
using testing::HasSubstr;

struct ControlPlans : testing::Test {
    EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};
};

TEST_F(ControlPlans, AreListedWithWhatSuitsTheirKind) {
    auto const plans = emulator.control("GET", "plans");
    EXPECT_EQ(plans.json()["plans"].Size(), 5U);
    EXPECT_EQ(plans.text("/plans/0/name"), "failing");
    EXPECT_EQ(plans.text("/plans/0/failsIn"), "Uploading");
    auto const timed = emulator.control("GET", "plans/timed");
    EXPECT_EQ(timed.text("/duration"), "6s");
    EXPECT_EQ(timed.text("/polls"), "");
}

TEST_F(ControlPlans, AreAddedAndMadeTheDefault) {
    auto const put = emulator.control("PUT", "plans/slow", R"({"duration": "1h30m"})");
    EXPECT_EQ(put.text("/name"), "slow");
    EXPECT_EQ(put.text("/duration"), "1h30m");
    EXPECT_EQ(
        emulator.control("PATCH", "settings", R"({"jobPlan": "slow"})").text("/jobPlan"),
        "slow"
    );

    auto const id =
        emulator.ask(call("CreateBackup").with("DBInstanceId", "rm-a")).text("/BackupJobId");

    EXPECT_EQ(emulator.control("GET", "jobs/" + id).text("/planned/5/at"), "2026-01-02T01:30:00Z");
}

TEST_F(ControlPlans, WithoutADurationLastAsLongAsTimed) {
    EXPECT_EQ(
        emulator.control("PUT", "plans/half", R"({"kind": "failing"})").text("/duration"),
        "6s"
    );
}

TEST_F(ControlPlans, ThatMakeNoSenseAreRefused) {
    for (auto const* const body : {
             R"({"kind": "polls", "duration": "1s"})",
             R"({"duration": "-5m"})",
             R"({"duration": "365000000000000000000d"})",
             R"({"kind": "polls", "polls": 0})",
             R"({"name": "other"})",
             R"({"kind": "quick"})",
         })
        EXPECT_EQ(emulator.control("PUT", "plans/p", body).status(), 400) << body;
    EXPECT_EQ(emulator.control("PUT", "plans/7", "{}").text("/parameter"), "plan");
    EXPECT_EQ(emulator.control("GET", "plans").json()["plans"].Size(), 5U);
}

TEST_F(ControlPlans, ThatAreUnknownAreNotFound) {
    auto const answer = emulator.control("GET", "plans/timd");
    EXPECT_EQ(answer.status(), 404);
    EXPECT_THAT(answer.text("/detail"), HasSubstr("did you mean \"timed\"?"));
    auto const settings =
        emulator.control("PATCH", "settings", R"({"jobPlan": "hold", "backupsPerDay": 3})");
    EXPECT_EQ(settings.status(), 404);
    EXPECT_EQ(settings.text("/pointer"), "/jobPlan");
    EXPECT_EQ(emulator.control("GET", "settings").text("/backupsPerDay"), "0");
}

TEST_F(ControlPlans, SettingsChangeInWhatIsGiven) {
    auto const settings = emulator.control("PATCH", "settings", R"({"backupsPerDay": 3})");
    EXPECT_EQ(settings.text("/backupsPerDay"), "3");
    EXPECT_EQ(settings.text("/jobPlan"), "timed");
}

TEST_F(ControlPlans, AreChangedEvenWhereNoneSaysHowLongTheyLast) {
    EmulatorUnderTest bare{"{}"};
    for (auto const* const name : {"timed", "failing"}) {
        auto const path = std::string{"plans/"} + name;
        EXPECT_EQ(bare.control("PUT", path, R"({"kind": "instant"})").status(), 200);
    }

    auto const other = bare.control("PUT", "plans/other", R"({"kind": "held"})");
    EXPECT_EQ(other.text("/duration"), "0s");
    auto const again = bare.control("PUT", "plans/timed", R"({"duration": "6s"})");
    EXPECT_EQ(again.text("/duration"), "6s");
}

}  // namespace
}  // namespace rds
