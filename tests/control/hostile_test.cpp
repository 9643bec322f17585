// What callers of either API may try, and what it must not cost.
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace rds {

namespace {

using kit::Answer;
using kit::call;
using kit::EmulatorUnderTest;
using testing::HasSubstr;

constexpr std::size_t kMiB = 1024UL * 1024;
constexpr std::size_t kMostAnswer = 16 * kMiB;
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

// Of calls whose parameter no pattern matches before it was tried at each of its bytes, about
// 160,000 steps a call.
class HostileJournal : public testing::Test {
  protected:
    static Options options() {
        Options options;
        options.journal_bytes = 64 * 1024 * 1024;
        options.max_value_bytes = kLong;
        return options;
    }

    void call_often(int times, std::string_view value, std::string_view key = kKey) {
        auto const request =
            call("DescribeBackupTasks").with("DBInstanceId", value).by(key).request();
        for (int i = 0; i < times; ++i)
            emulator_.ask(request);
    }

    Answer query(std::string const& path = "requests/query") {
        return emulator_.control("POST", path, R"({"match": )" + slow_match_ + "}");
    }

    static constexpr int kLong = kMiB;
    static constexpr std::string_view kKey = "testid";
    static constexpr std::string_view kOther = "1111111111111111";
    std::string const slow_value_ = std::string(1000, 'a');
    std::string const slow_match_ =
        R"({"parameters": {"DBInstanceId": "*)" + std::string(200, 'a') + R"(b*"}})";
    EmulatorUnderTest emulator_{kTwoInstances, options()};
};

TEST_F(HostileJournal, OfPatternsTimesExpectationsHasABudget) {
    call_often(200, slow_value_);
    EXPECT_EQ(query().status(), 200);

    auto const expectation = R"({"match": )" + slow_match_ + R"(, "exactly": 0})";
    auto const verify = [&](std::string const& expectations) {
        return emulator_.control("POST", "requests/verify", R"({"calls": [)" + expectations + "]}");
    };
    EXPECT_EQ(verify(expectation).text("/verified"), "true");
    auto const answer = verify(expectation + ", " + expectation);
    EXPECT_EQ(answer.status(), 409);
    EXPECT_THAT(answer.text("/detail"), HasSubstr("expectations"));
}

TEST_F(HostileJournal, OfAllTenantsHasOneBudget) {
    call_often(200, slow_value_);
    call_often(200, slow_value_, kOther);

    EXPECT_EQ(query("requests/query?account=" + std::string{kOther}).status(), 200);
    EXPECT_EQ(query("requests/query?account=*").status(), 409);
}

TEST_F(HostileJournal, WaitsHaveABudgetForTheCallsOfBefore) {
    call_often(400, slow_value_);
    EXPECT_EQ(query("requests/wait").status(), 409);
}

TEST_F(HostileJournal, IsShownInPagesOfBytes) {
    constexpr unsigned kCalls = 20;
    call_often(kCalls, std::string(kLong, 'a'));

    auto const newest = emulator_.control("GET", "requests");
    EXPECT_LT(newest.body().size(), kMostAnswer + 2 * kLong);
    auto const page = newest.json();
    auto const shown = page["requests"].Size();
    EXPECT_TRUE(page["more"].GetBool());
    EXPECT_LT(shown, kCalls);
    std::string const before = page["requests"][0]["requestId"].GetString();
    auto const older = emulator_.control("GET", "requests?before=" + before).json();
    EXPECT_FALSE(older["more"].GetBool());
    EXPECT_EQ(shown + older["requests"].Size(), kCalls);

    auto const queried =
        emulator_.control("POST", "requests/query", R"({"before": ")" + before + R"("})").json();
    EXPECT_EQ(queried["requests"], older["requests"]);
    EXPECT_EQ(emulator_.control("GET", "requests?before=nobody").text("/parameter"), "before");
    auto const waited = emulator_.control("POST", "requests/wait", R"({"count": 20})").json();
    EXPECT_EQ(waited["requests"].Size(), shown);
    EXPECT_TRUE(waited["more"].GetBool());
}

TEST_F(HostileJournal, OfAllTenantsIsRefusedBeyondTheBytesOfOneAnswer) {
    call_often(10, std::string(kLong, 'a'));
    call_often(10, std::string(kLong, 'a'), kOther);

    EXPECT_EQ(emulator_.control("GET", "requests").status(), 200);
    auto const all = emulator_.control("GET", "requests?account=*");
    EXPECT_EQ(all.status(), 409);
    EXPECT_EQ(all.text("/parameter"), "account");
    EXPECT_EQ(emulator_.control("GET", "requests?account=*&limit=5").status(), 200);
}

TEST_F(HostileJournal, ShowsNoMoreNearMissesThanAnAnswerHolds) {
    call_often(3, std::string(kLong, 'a'));
    std::string expectations = R"({"match": {"action": "Other"}})";
    for (int i = 1; i < 20; ++i)
        expectations += R"(, {"match": {"action": "Other"}})";

    auto const answer =
        emulator_.control("POST", "requests/verify", R"({"calls": [)" + expectations + "]}");

    EXPECT_LT(answer.body().size(), kMostAnswer + 2 * kLong);
    auto const verdict = answer.json();
    EXPECT_EQ(verdict["failures"].Size(), 20U);
    EXPECT_EQ(verdict["failures"][0]["nearest"].Size(), 3U);
    EXPECT_EQ(verdict["failures"][19]["nearest"].Size(), 0U);
}

TEST(HostileControl, InstancesComeInPagesOfBytesAndNoExportIsLongerThanAFixture) {
    constexpr unsigned kInstances = 20;
    EmulatorUnderTest emulator{"{}"};
    for (unsigned i = 0; i < kInstances; ++i) {
        auto const begin = R"({"id": "rm-)" + std::to_string(i) + R"(", "tags": {")";
        emulator.control("POST", "instances", begin + std::string(kMiB, 'n') + R"(": ""}})");
    }

    auto const first = emulator.control("GET", "instances").json();
    auto const shown = first["instances"].Size();
    EXPECT_TRUE(first["more"].GetBool());
    EXPECT_LT(shown, kInstances);
    std::string const last = first["instances"][shown - 1]["id"].GetString();
    auto const rest = emulator.control("GET", "instances?after=" + last).json();
    EXPECT_FALSE(rest["more"].GetBool());
    EXPECT_EQ(shown + rest["instances"].Size(), kInstances);
    EXPECT_GT(std::string{rest["instances"][0]["id"].GetString()}, last);

    EXPECT_EQ(emulator.control("GET", "export").status(), 409);
    for (auto const& instance : rest["instances"].GetArray())
        emulator.control("DELETE", std::string{"instances/"} + instance["id"].GetString());
    emulator.control("DELETE", "instances/" + last);
    EXPECT_EQ(emulator.control("GET", "export").status(), 200);
}

std::string fixture_of_live_jobs(int jobs) {
    std::string fixture = R"({"instances": [{"id": "rm-a"}, {"id": "rm-b"}], "backupJobs": [)";
    for (int id = 1; id <= jobs; ++id) {
        fixture += R"({"id": )" + std::to_string(id) + R"(, "instance": "rm-a", "plan": "held"})";
        fixture += id < jobs ? "," : "]}";
    }
    return fixture;
}

TEST(HostileControl, AnInstanceHasNoMoreLiveJobsThanAnAnswerShows) {
    constexpr auto kMost = storage::BackupJobs::kMostLive;
    EmulatorUnderTest emulator{fixture_of_live_jobs(kMost)};

    auto const add = [&emulator](std::string const& body) {
        return emulator.control("POST", "jobs", body);
    };
    auto const refused = add(R"({"instance": "rm-a"})");
    EXPECT_EQ(refused.status(), 409);
    EXPECT_EQ(refused.text("/pointer"), "/instance");
    EXPECT_EQ(add(R"({"instance": "rm-b"})").status(), 201);
    auto const answer = emulator.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.job_ids().size(), static_cast<std::size_t>(kMost));
    EXPECT_LT(answer.body().size(), kMostAnswer);

    auto const too_many = R"({"fixture": )" + fixture_of_live_jobs(kMost + 1) + "}";
    auto const loaded = emulator.control("POST", "load", too_many);
    EXPECT_EQ(loaded.status(), 400);
    EXPECT_EQ(loaded.text("/pointer"), "/fixture/backupJobs/" + std::to_string(kMost));
}

TEST(HostileControl, HintsCountInstancesAndDoNotListThem) {
    std::string fixture = R"({"instances": [{"id": "rm-first"})";
    for (int i = 0; i < 1999; ++i)
        fixture += R"(, {"id": "rm-other-)" + std::to_string(i) + R"("})";
    EmulatorUnderTest emulator{fixture + "]}"};
    auto const answer = emulator.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-frist"));
    EXPECT_THAT(answer.hint(), HasSubstr("rm-first?"));
    EXPECT_THAT(answer.hint(), HasSubstr("1992 more"));
}

TEST(HostileControl, CallersThatShowNobodyTakeNoTenantsPlace) {
    Options options;
    options.auth = identity::AuthMode::signature;
    EmulatorUnderTest emulator{kTwoInstances, options};
    for (auto const* const key : {"1111111111111111", "2222222222222222"}) {
        auto const answer = emulator.ask(call("DescribeBackupTasks").by(key));
        EXPECT_EQ(answer.status(), 400);
        EXPECT_EQ(answer.field("x-rds-emulator-account"), control::kDefaultTenant);
    }
    auto const tenants = emulator.control("GET", "accounts").json();
    ASSERT_EQ(tenants["accounts"].Size(), 1U) << "the default one, whose journal has them";
    EXPECT_EQ(emulator.control("GET", "requests").json()["requests"].Size(), 2U);
}

TEST(HostileControl, TenantsThatNobodyOpenedStayClosed) {
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
