// What injected faults do to calls and to what calls change.
#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/folder.hpp"
#include "tests/kit/state_text.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;
using kit::EmulatorUnderTest;
using namespace std::chrono_literals;
using Sent = http::Delivery::Sent;
using End = EmulatorUnderTest::End;
using testing::HasSubstr;
using testing::StartsWith;

constexpr auto kTwoInstances = R"({"instances": [{"id": "rm-a"}, {"id": "rm-b"}]})";

class InjectedFault : public testing::Test {
  protected:
    void inject(std::string_view rule) {
        ASSERT_EQ(emulator_.control("POST", "faults", rule).status(), 201);
    }

    kit::Answer create(std::string_view instance = "rm-a") {
        return emulator_.ask(call("CreateBackup").with("DBInstanceId", instance));
    }

    kit::Answer describe() {
        return emulator_.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a"));
    }

    // Without what the faults themselves count.
    std::string state() {
        emulator_.control("DELETE", "faults");
        return kit::state_text(emulator_.state());
    }

    EmulatorUnderTest emulator_{kTwoInstances};
};

TEST_F(InjectedFault, ThatRefusesChangesNothing) {
    for (auto const* const rule : {
             R"({"action": "CreateBackup", "code": "InternalError"})",
             R"({"action": "CreateBackup", "code": "Throttling.User", "retryAfter": "2s"})",
             R"({"code": "ServiceUnavailable", "delay": "10m", "body": "truncated"})",
             R"({"code": "Forbidden.RAM", "body": "empty", "contentType": "text/html"})",
             R"({"code": "Mine", "status": 418, "message": "short and stout"})",
         }) {
        auto const before = state();
        inject(rule);
        EXPECT_GE(create().status(), 400) << rule;
        EXPECT_EQ(state(), before) << rule;
    }
    EXPECT_EQ(create().status(), 200);
}

TEST_F(InjectedFault, ThatClosesBeforeTheCallChangesNothing) {
    auto const before = state();
    inject(R"({"action": "CreateBackup", "close": "before"})");

    auto const answer = create();

    EXPECT_EQ(answer.response.delivery.sent, Sent::nothing);
    EXPECT_EQ(answer.status(), 0);
    EXPECT_EQ(state(), before);
    EXPECT_EQ(create().status(), 200);
}

TEST_F(InjectedFault, ThatClosesAfterTheCommitLetsItChangeExactlyOneThing) {
    EmulatorUnderTest untouched{kTwoInstances};
    untouched.ask(call("CreateBackup").with("DBInstanceId", "rm-a"));
    inject(R"({"action": "CreateBackup", "close": "after"})");

    auto const lost = create();

    EXPECT_EQ(lost.response.delivery.sent, Sent::nothing);
    EXPECT_EQ(state(), kit::state_text(untouched.state()));
    EXPECT_EQ(create().code(), "BackupJobExists");
    EXPECT_EQ(state(), kit::state_text(untouched.state()));
}

TEST_F(InjectedFault, ThatOnlySpoilsTheAnswerLetsTheCallChangeExactlyOneThing) {
    EmulatorUnderTest untouched{kTwoInstances};
    untouched.ask(call("CreateBackup").with("DBInstanceId", "rm-a"));
    for (auto const* const rule : {
             R"({"delay": "1m"})",
             R"({"body": "empty"})",
             R"({"body": "truncated"})",
             R"({"contentType": "text/html"})",
         }) {
        EmulatorUnderTest emulator{kTwoInstances};
        emulator.control("POST", "faults", rule);

        auto const answer = emulator.ask(call("CreateBackup").with("DBInstanceId", "rm-a"));

        EXPECT_EQ(answer.status(), 200) << rule;
        emulator.control("DELETE", "faults");
        EXPECT_EQ(kit::state_text(emulator.state()), kit::state_text(untouched.state())) << rule;
    }
}

TEST_F(InjectedFault, DelaysTheAnswerAndNotTheWork) {
    inject(R"({"action": "CreateBackup", "delay": "1s500ms"})");

    auto const answer = create();

    EXPECT_EQ(answer.response.delivery.delay, 1500ms);
    EXPECT_EQ(answer.response.delivery.sent, Sent::whole);
    EXPECT_EQ(describe().job_ids().size(), 1U);
}

TEST_F(InjectedFault, MayDelayARefusal) {
    inject(R"({"delay": "1s", "code": "InternalError"})");

    auto const answer = describe();

    EXPECT_EQ(answer.code(), "InternalError");
    EXPECT_EQ(answer.response.delivery.delay, 1s);
}

TEST_F(InjectedFault, MayDelayTheEnd) {
    inject(R"({"delay": "1s", "close": "before"})");

    auto const answer = describe();

    EXPECT_EQ(answer.response.delivery.delay, 1s);
    EXPECT_EQ(answer.response.delivery.sent, Sent::nothing);
}

TEST_F(InjectedFault, EmptiesOrCutsTheBody) {
    inject(R"({"body": "empty"})");
    inject(R"({"body": "truncated"})");

    auto const empty = describe();
    EXPECT_EQ(empty.body(), "");
    EXPECT_EQ(empty.response.delivery.sent, Sent::whole);
    auto const cut = describe();
    EXPECT_EQ(cut.response.delivery.sent, Sent::truncated);
    EXPECT_THAT(cut.body(), StartsWith("{"));  // half of which the session sends
}

TEST_F(InjectedFault, GivesTheAnswerAnotherContentType) {
    inject(R"({"contentType": "text/html; charset=utf-8"})");

    auto const answer = describe();

    EXPECT_EQ(answer.field("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(answer.response.fields.count("Content-Type"), 1U);
    EXPECT_THAT(answer.body(), StartsWith("{"));
}

TEST_F(InjectedFault, AnswersACodeOfOnesOwn) {
    inject(R"({"code": "Mine.Own", "status": 429, "message": "a \"b\" <c> & é"})");
    auto const json = describe();
    EXPECT_EQ(json.status(), 429);
    EXPECT_EQ(json.code(), "Mine.Own");
    EXPECT_EQ(json.message(), "a \"b\" <c> & é");

    inject(R"({"code": "Mine.Own", "status": 429, "message": "a \"b\" <c> & é"})");
    auto const xml =
        emulator_.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a").as_xml());
    EXPECT_THAT(xml.body(), HasSubstr("&lt;c&gt; &amp; é</Message>"));
}

TEST_F(InjectedFault, SaysHowLongToWait) {
    inject(R"({"code": "Throttling.User", "retryAfter": "2s"})");

    auto const answer = describe();

    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.field("x-acs-retry-after"), "2000");
    EXPECT_EQ(describe().field("x-acs-retry-after"), "");
}

TEST_F(InjectedFault, StrikesBeforeParametersAreLookedAt) {
    inject(R"({"action": "CreateBackup", "code": "InternalError"})");

    EXPECT_EQ(emulator_.ask(call("CreateBackup")).code(), "InternalError");
    EXPECT_EQ(emulator_.ask(call("CreateBackup")).code(), "MissingDBInstanceId");
}

TEST_F(InjectedFault, MayNameAParameterThatEveryActionNeeds) {
    inject(R"({"code": "MissingDBInstanceId"})");

    auto const answer = describe();

    EXPECT_EQ(answer.code(), "MissingDBInstanceId");
    EXPECT_THAT(answer.body(), HasSubstr("DBInstanceId is mandatory for this action."));
}

TEST_F(InjectedFault, MayNameAParameterOfTheGateways) {
    inject(R"({"action": "DescribeBackupTasks", "code": "MissingSignature"})");

    auto const answer = describe();

    EXPECT_EQ(answer.code(), "MissingSignature");
    EXPECT_EQ(answer.status(), 400);
    EXPECT_THAT(answer.body(), HasSubstr("Signature is mandatory for this action."));
}

TEST_F(InjectedFault, StrikesNoActionThatIsNotThere) {
    inject(R"({"code": "InternalError"})");

    EXPECT_EQ(emulator_.ask(call("NoSuchAction")).code(), "InvalidAction.NotFound");
    EXPECT_EQ(describe().code(), "InternalError");
}

TEST_F(InjectedFault, StrikesByTheDecodedValueOfAParameter) {
    inject(R"({"parameters": {"DBInstanceId": "rm-b", "DBName": "a,b c"}, "code": "InternalError"})"
    );
    auto const ask = [this](std::string_view instance, std::string_view name) {
        return emulator_.ask(
            call("CreateBackup").with("DBInstanceId", instance).with("DBName", name)
        );
    };

    EXPECT_NE(ask("rm-a", "a,b c").code(), "InternalError");
    EXPECT_NE(ask("rm-b", "a,b").code(), "InternalError");
    EXPECT_EQ(ask("rm-b", "a,b c").code(), "InternalError");
}

TEST_F(InjectedFault, HintsToTheRuleThatStruckOnASuccessToo) {
    inject(R"({"first": 5, "delay": "1ms"})");
    describe();
    EXPECT_THAT(describe().hint(), HasSubstr("rule 1, hit 2"));
}

// A rule that a fixture brings, with what it could not say before.
TEST(FixtureFaults, MayBeAnyRule) {
    EmulatorUnderTest emulator{R"({
        "instances": [{"id": "rm-a"}],
        "faults": [
            {"every": 2, "code": "Mine", "status": 500, "message": "m", "until": "1h"},
            {"action": "DescribeBackupTasks", "code": "InternalFailure"}
        ]
    })"};
    auto const code = [&emulator] {
        return emulator.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a")).code();
    };

    EXPECT_EQ(code(), "InternalFailure");
    EXPECT_EQ(code(), "Mine");
    EXPECT_EQ(code(), "");
    EXPECT_EQ(emulator.control("GET", "faults/1").text("/until"), "2026-01-02T01:00:00Z");
    emulator.pass(1h);
    EXPECT_EQ(code(), "");
}

// An exported state holds its rules with what they have done.
TEST_F(InjectedFault, GoesOnWhereItStoodInAnotherTenant) {
    inject(R"({"every": 3, "code": "Mine", "status": 400, "message": "m", "until": "2h"})");
    inject(R"({"first": 2, "code": "InternalError"})");
    EXPECT_EQ(describe().code(), "InternalError");
    auto const exported = emulator_.control("GET", "export").body();

    auto const load = R"({"fixture": )" + exported + "}";
    ASSERT_EQ(emulator_.control("POST", "load?account=2000000000000000", load).status(), 200);

    EXPECT_EQ(
        emulator_.control("GET", "faults?account=2000000000000000").body(),
        emulator_.control("GET", "faults").body()
    );
    auto const ask = [this] {
        return emulator_
            .ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a").by("2000000000000000"))
            .code();
    };
    EXPECT_EQ(ask(), "InternalError");
    EXPECT_EQ(ask(), "Mine");
    EXPECT_EQ(ask(), "");
}

class KeptFaults : public testing::TestWithParam<End> {};

INSTANTIATE_TEST_SUITE_P(
    After,
    KeptFaults,
    testing::Values(End::orderly, End::crash),
    [](auto const& end) { return end.param == End::orderly ? "AnOrderlyEnd" : "ACrash"; }
);

TEST_P(KeptFaults, GoOnWithTheirCounts) {
    kit::Folder const folder;
    Options options;
    options.data_dir = folder.path().string();
    EmulatorUnderTest emulator{kTwoInstances, options};
    emulator.control("POST", "faults", R"({"every": 3, "code": "InternalError", "until": "2h"})");
    emulator.control(
        "POST",
        "faults",
        R"({"after": 1, "code": "Mine", "status": 400, "message": "m"})"
    );
    auto const ask = [&emulator] {
        return emulator.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a")).code();
    };
    EXPECT_EQ(ask(), "");
    EXPECT_EQ(ask(), "Mine");
    auto const before = emulator.control("GET", "faults").body();

    options.fixture_json = kTwoInstances;
    emulator.restart(GetParam(), 1h, options);

    EXPECT_EQ(emulator.control("GET", "faults").body(), before);
    EXPECT_EQ(ask(), "InternalError");
    EXPECT_EQ(ask(), "Mine");
}

}  // namespace

}  // namespace rds
