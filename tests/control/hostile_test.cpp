// What callers of either API may try, and what it must not cost.
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace rds {

namespace {

using kit::call;
using kit::EmulatorUnderTest;
using testing::HasSubstr;

constexpr auto* kTwoInstances = R"({"instances": [{"id": "rm-a"}, {"id": "rm-b"}]})";

TEST(HostileControl, NumbersBeyondAllBoundsAreRefused) {
    EmulatorUnderTest emulator{kTwoInstances};
    for (auto const* const body :
         {R"({"match": {"fault": 18446744073709551615}})",
          R"({"match": {"fault": 9223372036854775807}})",
          R"({"match": {"status": -1}})"})
        EXPECT_EQ(emulator.control("POST", "requests/query", body).status(), 400) << body;
    EXPECT_EQ(emulator.control("GET", "requests?fault=18446744073709551615").status(), 400);
}

TEST(HostileControl, NumbersThatNoDoubleIsNearAreRefusedWhereTheyStand) {
    EmulatorUnderTest emulator{kTwoInstances};
    for (std::string const number :
         {"1.00000000000000001e-342", "1.2345678901234567e-348", "-1e-400", "1e999", "NaN"}) {
        auto const faults = emulator.control("POST", "faults", '[' + number + ']');
        EXPECT_EQ(faults.status(), 400) << number;
        EXPECT_THAT(faults.text("/detail"), HasSubstr("line 1, column 2")) << number;
        auto const clock = emulator.control("PUT", "clock", R"({"speed": )" + number + '}');
        EXPECT_EQ(clock.status(), 400) << number;
        EXPECT_THAT(clock.text("/detail"), HasSubstr("line 1, column 11")) << number;
        auto const load = emulator.control(
            "POST",
            "load",
            R"({"fixture": {"clock": {"speed": )" + number + "}}}"
        );
        EXPECT_EQ(load.status(), 400) << number;
    }
    auto const clock = emulator.control("GET", "clock").json();
    EXPECT_EQ(clock["speed"].GetDouble(), 1);
}

TEST(HostileControl, ClocksOfTheLeastSpeedThereIsAreExportedAndLoadedAsTheyAre) {
    EmulatorUnderTest emulator{kTwoInstances};
    ASSERT_EQ(emulator.control("PUT", "clock", R"({"speed": 5e-324})").status(), 200);
    auto const exported = emulator.control("GET", "export").body();
    EXPECT_THAT(exported, HasSubstr(R"("speed":5e-324)"));
    auto const load = emulator.control("POST", "load", R"({"fixture": )" + exported + '}');
    EXPECT_EQ(load.status(), 200) << load.body();
    EXPECT_THAT(emulator.control("GET", "export").body(), HasSubstr(R"("speed":5e-324)"));
}

TEST(HostileControl, PatternsLookAtTheBeginningOfLongValuesAlone) {
    EmulatorUnderTest emulator{kTwoInstances};
    auto const value = std::string(2000, 'a') + "b";
    emulator.ask(call("DescribeBackupTasks").with("DBInstanceId", value));
    auto const counted = [&emulator](std::string const& pattern) {
        auto const body = R"({"match": {"parameters": {"DBInstanceId": ")" + pattern + R"("}}})";
        return emulator.control("POST", "requests/query", body).json()["requests"].Size();
    };
    EXPECT_EQ(counted("aaa*"), 1U);
    EXPECT_EQ(counted("*b"), 0U);
    EXPECT_EQ(counted(value), 1U) << "an exact value is compared whole";
}

TEST(HostileControl, CallersThatShowNobodyTakeNoAccountsPlace) {
    Options options;
    options.auth = identity::AuthMode::signature;
    EmulatorUnderTest emulator{kTwoInstances, options};
    for (auto const* const key : {"1111111111111111", "2222222222222222"}) {
        auto const answer = emulator.ask(call("DescribeBackupTasks").by(key));
        EXPECT_EQ(answer.status(), 400);
        EXPECT_EQ(answer.field("x-rds-emulator-account"), control::kDefaultAccount);
    }
    auto const accounts = emulator.control("GET", "accounts").json();
    ASSERT_EQ(accounts["accounts"].Size(), 1U) << "the default one, whose journal has them";
    EXPECT_EQ(emulator.control("GET", "requests").json()["requests"].Size(), 2U);
}

TEST(HostileControl, AccountsThatNobodyOpenedStayClosed) {
    EmulatorUnderTest emulator{kTwoInstances};
    emulator.ask(call("NoSuchAction").by("1111111111111111"));
    emulator.ask(call("DescribeBackupTasks").by("2222222222222222"));
    auto const clocks = emulator.control("GET", "clock?account=*").json();
    EXPECT_FALSE(clocks["accounts"].HasMember("1111111111111111"));
    EXPECT_TRUE(clocks["accounts"].HasMember("2222222222222222"));
}

TEST(HostileControl, JobsAreRefusedOnceIdsHaveRunOut) {
    EmulatorUnderTest emulator{kTwoInstances};
    auto const* const last = R"({"id": 2147483647, "instance": "rm-a", "status": "Finished"})";
    ASSERT_EQ(emulator.control("POST", "jobs", last).status(), 201);
    auto const answer = emulator.control("POST", "jobs", R"({"instance": "rm-b"})");
    EXPECT_EQ(answer.status(), 409);
    EXPECT_THAT(answer.text("/detail"), HasSubstr("2147483647"));
}

TEST(HostileControl, ClocksEndWithTheYear9999WhateverIsWaitedFor) {
    EmulatorUnderTest emulator{kTwoInstances};
    emulator.control("PUT", "plans/slow", R"({"kind": "timed", "duration": "36500d"})");
    emulator.control("PUT", "clock", R"({"frozen": true, "now": "9999-12-01T00:00:00Z"})");
    auto const job =
        emulator.control("POST", "jobs", R"({"id": 7, "instance": "rm-a", "plan": "slow"})");
    ASSERT_EQ(job.status(), 201) << job.body();
    auto const answer =
        emulator.control("POST", "clock/advance", R"({"until": {"job": 7, "status": "Finished"}})");
    EXPECT_EQ(answer.status(), 409);
    EXPECT_EQ(emulator.control("GET", "clock").text("/now"), "9999-12-01T00:00:00Z");
}

TEST(HostileControl, StrangersAreNotToldWhichPathsThereAre) {
    Options options;
    options.control_token = "open-sesame";
    EmulatorUnderTest emulator{kTwoInstances, options};
    EXPECT_EQ(emulator.control("GET", "clok").status(), 401);
    EXPECT_EQ(emulator.control("DELETE", "clock").status(), 401);
}

TEST(HostileControl, ACallThatWasClosedBeforeItWasHandledIsNotOk) {
    EmulatorUnderTest emulator{kTwoInstances};
    emulator.control("POST", "faults", R"({"action": "CreateBackup", "close": "before"})");
    for (int i = 0; i < 2; ++i)
        emulator.ask(call("CreateBackup").with("DBInstanceId", "rm-a"));
    auto const verified = emulator.control(
        "POST",
        "requests/verify",
        R"({"calls": [{"match": {"code": "OK"}, "exactly": 1},
                      {"match": {"code": "ConnectionClosed", "status": 0}, "exactly": 1}]})"
    );
    EXPECT_EQ(verified.text("/verified"), "true") << verified.body();
}

TEST(HostileControl, JobsThatAResetTookAreForgottenByHints) {
    EmulatorUnderTest emulator{kTwoInstances};
    auto const made = emulator.ask(call("CreateBackup").with("DBInstanceId", "rm-a"));
    auto const ask = [&emulator, id = made.text("/BackupJobId")] {
        return emulator.ask(call("DescribeBackupTasks")
                                .with("DBInstanceId", "rm-a")
                                .with("BackupJobId", id)
                                .by("1111111111111111"));
    };
    EXPECT_THAT(ask().hint(), HasSubstr("nother account"));
    emulator.control("POST", "reset");
    EXPECT_THAT(ask().hint(), testing::Not(HasSubstr("nother account")));
}

TEST(HostileControl, AMessageThatNoXmlMayHoldIsRefused) {
    EmulatorUnderTest emulator{kTwoInstances};
    auto const answer = emulator.control(
        "POST",
        "faults",
        R"({"code": "Mine", "status": 418, "message": "a\u0001b"})"
    );
    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.text("/pointer"), "/message");
}

}  // namespace

}  // namespace rds
