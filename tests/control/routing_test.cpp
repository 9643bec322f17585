#include "server/control/rest/document.hpp"
#include "tests/kit/control.hpp"
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace rds {

namespace {

using control::rest::Document;
using kit::EmulatorUnderTest;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

TEST(ControlRouting, NamesWhatWasProbablyMeant) {
    EmulatorUnderTest emulator{"{}"};
    auto const answer = emulator.control("GET", "raedy");
    EXPECT_EQ(answer.status(), 404);
    EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
    EXPECT_THAT(answer.text("/detail"), HasSubstr("/_emulator/ready"));
}

TEST(ControlRouting, SaysWhichMethodsAPathTakes) {
    EmulatorUnderTest emulator{"{}"};
    auto const answer = emulator.control("DELETE", "live");
    EXPECT_EQ(answer.status(), 405);
    EXPECT_EQ(answer.field("Allow"), "GET");
}

TEST(ControlRouting, RefusesParametersThatThePathDoesNotHave) {
    EmulatorUnderTest emulator{"{}"};
    auto const answer = emulator.control("GET", "live?verbose=1");
    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.text("/parameter"), "verbose");
}

TEST(ControlRouting, RefusesAParameterThatStandsInThePathAlready) {
    EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}, {"id": "rm-b"}]})"};
    auto const answer = emulator.control("DELETE", "instances/rm-a?instance=rm-b");
    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.text("/parameter"), "instance");
    EXPECT_EQ(emulator.control("GET", "instances/rm-b").status(), 200);
}

TEST(ControlRouting, RefusesABodyWhereNoneIsTaken) {
    EmulatorUnderTest emulator{"{}"};
    EXPECT_EQ(emulator.control("GET", "live", "{}").status(), 400);
}

TEST(ControlRouting, RefusesABrokenPercentSign) {
    EmulatorUnderTest emulator{"{}"};
    EXPECT_EQ(emulator.control("GET", "live?a=%2").status(), 400);
}

TEST(ControlRouting, LeavesEverythingElseToTheApi) {
    EmulatorUnderTest emulator{"{}"};
    auto request = kit::control_request("GET", "");
    request.target = "/_emulatorx?Action=DescribeBackupTasks&Format=JSON";
    EXPECT_EQ(emulator.ask(request).code(), "InvalidAction.NotFound");
}

TEST(ControlRouting, SaysWhoseEveryAnswerIs) {
    EmulatorUnderTest emulator{"{}"};
    auto const whose = [&emulator](auto const&... call) {
        return emulator.control(call...).field("x-rds-emulator-account");
    };
    EXPECT_EQ(whose("GET", "clock?account=1234567890123456"), "1234567890123456");
    EXPECT_EQ(whose("GET", "clock?account=anything"), "1000000000000000");
    EXPECT_EQ(whose("GET", "clock?account=*"), "*");
    EXPECT_EQ(whose("GET", "nothing"), "*");
    EXPECT_EQ(whose("GET", "version"), "*");
    EXPECT_EQ(whose("POST", "clock/advance", R"({"by": 5})"), "1000000000000000");

    auto const call = emulator.ask(kit::call("DescribeBackupTasks").by("1234567890123456"));
    EXPECT_EQ(whose("GET", "requests/" + call.text("/RequestId")), "1234567890123456");
}

TEST(ControlRouting, HintsAtATenantWhoseIdIsMistyped) {
    EmulatorUnderTest emulator{"{}"};
    auto const hint = [&emulator](std::string const& key) {
        return emulator.control("GET", "clock?account=" + key).field("x-rds-emulator-hint");
    };
    EXPECT_THAT(hint("123456789012345"), testing::HasSubstr("15 digits"));
    EXPECT_EQ(hint("1234567890123456"), "");
    EXPECT_EQ(hint("LTAI5tAnyKey"), "");
    EXPECT_EQ(emulator.control("GET", "clock").field("x-rds-emulator-hint"), "");

    Options options;
    options.access_key_id = "12345";
    EmulatorUnderTest one_that_has_it{"{}", options};
    auto const answer = one_that_has_it.control("GET", "clock?account=12345");
    EXPECT_EQ(answer.field("x-rds-emulator-hint"), "");
}

TEST(ControlRouting, RefusesKeysThatAreNotUtf8OrTooLong) {
    EmulatorUnderTest emulator{"{}"};
    for (auto const& key :
         {std::string{"a%FFb"}, "%FF" + std::string(200, 'a'), std::string(200, 'a')})
        EXPECT_EQ(emulator.control("GET", "clock?account=" + key).status(), 400) << key;
}

TEST(ControlDocument, NamesEachOperationOnce) {
    std::set<std::string> ids;
    for (auto const& operation : Document::own().operations())
        EXPECT_TRUE(ids.insert(operation.id).second) << operation.id;
}

// RapidJSON unrolls what a pattern counts, and then tries each copy for every character. An exact
// count, such as that of a tenant's digits, has no shorter form.
TEST(ControlDocument, BoundsTextsByTheirLengthAndNotByTheirPattern) {
    EXPECT_THAT(Document::own().text(), Not(ContainsRegex(R"("pattern":"[^"]*\{[0-9]*,)")));
}

}  // namespace

}  // namespace rds
