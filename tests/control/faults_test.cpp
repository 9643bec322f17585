#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/signed_call.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;
using kit::EmulatorUnderTest;
using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr auto kOther = "2000000000000000";

struct ControlFaults : testing::Test {
    kit::Answer add(std::string_view rule) { return emulator.control("POST", "faults", rule); }

    kit::Answer describe(std::string_view key = {}) {
        return emulator.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a").by(key));
    }

    std::size_t count() { return emulator.control("GET", "faults").json()["faults"].Size(); }

    EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};
};

TEST_F(ControlFaults, AreInjectedCountedAndShown) {
    auto const added = add(
        R"({"action": "DescribeBackupTasks", "every": 2, "code": "Throttling.User", "retryAfter": "1500ms"})"
    );
    EXPECT_EQ(added.status(), 201);
    EXPECT_EQ(
        added.body(),
        R"({"id":1,"action":"DescribeBackupTasks","every":2,"code":"Throttling.User",)"
        R"("retryAfter":"1s500ms","calls":0,"hits":0,"spent":false})"
    );

    EXPECT_EQ(describe().status(), 200);
    auto const struck = describe();
    EXPECT_EQ(struck.code(), "Throttling.User");
    EXPECT_EQ(struck.field("x-acs-retry-after"), "1500");
    EXPECT_THAT(struck.hint(), HasSubstr("rule 1, hit 1"));

    EXPECT_EQ(emulator.control("GET", "faults/1").text("/calls"), "2");
    EXPECT_EQ(emulator.control("GET", "faults").text("/faults/0/hits"), "1");
}

TEST_F(ControlFaults, WithoutATurnStrikeTheFirstCall) {
    EXPECT_EQ(add(R"({"code": "ServiceUnavailable"})").text("/first"), "1");

    EXPECT_EQ(describe().status(), 503);
    EXPECT_EQ(describe().status(), 200);
    auto const spent = emulator.control("GET", "faults/1").json();
    EXPECT_TRUE(spent["spent"].GetBool());
    EXPECT_EQ(spent["calls"].GetInt(), 1);
}

TEST_F(ControlFaults, EndAtATimeOfTheTenantsClock) {
    EXPECT_EQ(
        add(R"({"code": "InternalError", "always": true, "until": "1h"})").text("/until"),
        "2026-01-02T01:00:00Z"
    );

    EXPECT_EQ(describe().status(), 500);
    emulator.control("POST", "clock/advance", R"({"by": "1h"})");
    EXPECT_EQ(describe().status(), 200);
    EXPECT_TRUE(emulator.control("GET", "faults/1").json()["spent"].GetBool());
}

TEST(ControlFaultsOfSignedCalls, ThatCloseBeforeTheCallLetTheSameBytesComeAgain) {
    Options options;
    options.auth = identity::AuthMode::signature;
    EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})", options};
    emulator.control("POST", "faults", R"({"close": "before"})");
    auto const at = std::chrono::sys_days{std::chrono::year{2026} / 1 / 2};
    auto const request = kit::V1Call{"DescribeBackupTasks", at}.request();
    EXPECT_EQ(emulator.ask(request).status(), 0);
    EXPECT_EQ(emulator.ask(request).status(), 200);
    EXPECT_EQ(emulator.ask(request).code(), "SignatureNonceUsed");
}

TEST_F(ControlFaults, AreOfOneTenant) {
    emulator.control(
        "POST",
        std::string{"faults?account="}.append(kOther),
        R"({"code": "InternalError", "always": true})"
    );

    EXPECT_EQ(describe().status(), 200);
    EXPECT_EQ(describe(kOther).status(), 500);
    EXPECT_EQ(count(), 0U);
    auto const all = emulator.control("GET", "faults?account=*").json();
    EXPECT_EQ(all["accounts"][kOther]["faults"].Size(), 1U);
    EXPECT_EQ(emulator.control("DELETE", "faults?account=*").status(), 200);
    EXPECT_EQ(describe(kOther).status(), 200);
}

TEST_F(ControlFaults, AreRemovedOneByOneOrTogether) {
    add(R"({"code": "InternalError"})");
    add(R"({"code": "ServiceUnavailable"})");

    EXPECT_EQ(emulator.control("DELETE", "faults/1").status(), 204);
    EXPECT_EQ(emulator.control("DELETE", "faults/1").status(), 404);
    EXPECT_EQ(describe().status(), 503);
    EXPECT_EQ(emulator.control("DELETE", "faults").status(), 204);
    EXPECT_EQ(count(), 0U);
    EXPECT_EQ(add(R"({"code": "InternalError"})").text("/id"), "3");
}

TEST_F(ControlFaults, ThatAreNotThereAreSaidToBe404WithThoseThatAre) {
    EXPECT_THAT(emulator.control("GET", "faults/7").text("/detail"), HasSubstr("has none"));
    add(R"({"code": "InternalError"})");
    add(R"({"code": "InternalError"})");

    auto const unknown = emulator.control("GET", "faults/7");
    EXPECT_EQ(unknown.status(), 404);
    EXPECT_THAT(unknown.text("/detail"), HasSubstr("1 and 2"));
    for (auto const* const id : {"0", "-1", "x", "1e3", "99999999999999999999", "1.0"})
        EXPECT_EQ(emulator.control("GET", std::string{"faults/"} + id).status(), 400) << id;
}

TEST_F(ControlFaults, AreBounded) {
    std::string rules = R"({"code": "InternalError", "always": true})";
    for (int more = 1; more < 998; ++more)
        rules += R"(, {"code": "InternalError", "always": true})";
    emulator.control("POST", "load", R"({"fixture": {"faults": [)" + rules + "]}}");
    int refused = 0;
    for (int more = 998; more < 1'010; ++more) {
        auto const status = add(R"({"code": "InternalError", "always": true})").status();
        if (status == 409) ++refused;
    }
    EXPECT_EQ(refused, 10);
    EXPECT_EQ(count(), 1'000U);
    auto const last = emulator.control("GET", "faults?after=999").json();
    ASSERT_EQ(last["faults"].Size(), 1U);
    EXPECT_EQ(last["faults"][0]["id"].GetInt(), 1'000);
    EXPECT_FALSE(last["more"].GetBool());
    EXPECT_THAT(
        add(R"({"code": "InternalError"})").text("/detail"),
        HasSubstr("as many as it can hold")
    );
    EXPECT_THAT(
        emulator.control("GET", "faults/5000").text("/detail"),
        HasSubstr("15 and 16 and 984 more")
    );
    EXPECT_EQ(emulator.control("DELETE", "faults/1000").status(), 204);
    EXPECT_EQ(add(R"({"code": "InternalError"})").status(), 201);
}

TEST_F(ControlFaults, NeedABodyThatIsAnObject) {
    EXPECT_EQ(emulator.control("POST", "faults").status(), 400);
    EXPECT_EQ(add("[]").status(), 400);
    EXPECT_EQ(add("{").status(), 400);
    EXPECT_EQ(count(), 0U);
}

}  // namespace

}  // namespace rds
