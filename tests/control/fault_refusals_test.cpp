// Rules that make no sense, and what is said of them. A fixture's faults are read by the same
// reader.
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

#include <string>

namespace rds {

namespace {

using kit::EmulatorUnderTest;
using testing::HasSubstr;

struct Refusal {
    char const* name;
    char const* rule;
    char const* pointer;
    char const* keyword;  // of the detail
};

constexpr auto kRefusals = std::to_array<Refusal>({
    {"AnUnknownAction",
     R"({"action": "DescribeBackupTask", "code": "InternalFailure"})",
     "/action",
     R"("DescribeBackupTasks")"},
    {"AnUnknownMember", R"({"code": "InternalError", "fist": 1})", "/fist", R"("first")"},
    {"AnUnknownParameter",
     R"({"action": "CreateBackup", "parameters": {"DBInstanceID2": "a"}, "code": "InternalError"})",
     "/parameters/DBInstanceID2",
     R"("DBInstanceId")"},
    {"AnotherActionsParameter",
     R"({"action": "CreateBackup", "parameters": {"BackupJobId": "1"}, "code": "InternalError"})",
     "/parameters/BackupJobId",
     "CreateBackup"},
    {"AParameterThatNoActionKnows",
     R"({"parameters": {"a/b~": "a"}, "code": "InternalError"})",
     "/parameters/a~1b~0",
     R"("a/b~")"},
    {"AParameterThatIsNoText",
     R"({"parameters": {"DBInstanceId": 1}, "code": "InternalError"})",
     "/parameters/DBInstanceId",
     "256"},
    {"FirstTogetherWithEvery",
     R"({"code": "InternalError", "every": 2, "first": 1})",
     "/every",
     R"("first")"},
    {"AlwaysTogetherWithAfter",
     R"({"code": "InternalError", "after": 2, "always": true})",
     "/always",
     R"("after")"},
    {"EveryZerothCall", R"({"code": "InternalError", "every": 0})", "/every", "1000000"},
    {"AfterLessThanNothing", R"({"code": "InternalError", "after": -1})", "/after", "1000000"},
    {"HalfACall", R"({"code": "InternalError", "first": 1.5})", "/first", "1.5"},
    {"MoreCallsThanThereAre",
     R"({"code": "InternalError", "first": 1000000000000000000000})",
     "/first",
     "whole"},
    {"AnUntilThatIsNoTime",
     R"({"code": "InternalError", "until": "tomorrow"})",
     "/until",
     "duration"},
    {"AnUntilThatIsOver",
     R"({"code": "InternalError", "until": "2001-01-02T03:04:05Z"})",
     "/until",
     "never"},
    {"AnUntilInThePast", R"({"code": "InternalError", "until": "-5m"})", "/until", "negative"},
    {"AnUntilBeyondAllTime",
     R"({"code": "InternalError", "until": "365000000000000000000d"})",
     "/until",
     "duration"},
    {"MoreHitsThanItMakes",
     R"({"code": "InternalError", "first": 2, "hits": 3})",
     "/hits",
     R"("first")"},
    {"MoreHitsThanCalls",
     R"({"code": "InternalError", "every": 2, "calls": 3, "hits": 4})",
     "/hits",
     R"("calls")"},
    {"NoEffect", R"({"action": "CreateBackup"})", "", "no effect"},
    {"NothingAtAll", "{}", "", "no effect"},
    {"ACodeThatTheActionNeverAnswers",
     R"({"action": "CreateBackup", "code": "InternalFailure"})",
     "/code",
     "CreateBackup"},
    {"ACodeThatIsNearlyOne",
     R"({"action": "CreateBackup", "code": "BackupJobExist"})",
     "/code",
     R"("BackupJobExists")"},
    {"ACodeThatActionsDoNotMeanOneThingBy",
     R"({"code": "InvalidDBInstanceName.NotFound"})",
     "/code",
     "no action"},
    {"ACodeOfAParameterThatMayBeAbsent",
     R"({"action": "CreateBackup", "code": "MissingDBName"})",
     "/code",
     R"("MissingDBName")"},
    {"ACodeThatNoActionAnswers", R"({"code": "InvalidBackupStrategie"})", "/code", "no action"},
    {"ACodeThatIsNoCode", R"({"code": "My code"})", "/code", "InternalFailure"},
    {"AStatusForADocumentedCode",
     R"({"code": "InternalError", "status": 503})",
     "/status",
     "documented"},
    {"AMessageForADocumentedCode",
     R"({"code": "InternalError", "message": "m"})",
     "/message",
     "documented"},
    {"AnOwnCodeWithoutStatus", R"({"code": "Mine", "message": "m"})", "/code", R"("status")"},
    {"AnOwnCodeWithoutMessage", R"({"code": "Mine", "status": 400})", "/code", R"("message")"},
    {"AStatusThatIsNoErrors",
     R"({"code": "Mine", "status": 302, "message": "m"})",
     "/status",
     "400 to 599"},
    {"AStatusWithoutCode", R"({"status": 500})", "/status", R"("code")"},
    {"AMessageWithoutCode", R"({"delay": "1s", "message": "m"})", "/message", R"("code")"},
    {"RetryAfterWithoutCode", R"({"retryAfter": "1s"})", "/retryAfter", R"("code")"},
    {"ARetryAfterInTheNextYear",
     R"({"code": "Throttling.User", "retryAfter": "365d"})",
     "/retryAfter",
     "1d"},
    {"ADelayThatIsNoDuration", R"({"delay": "soon"})", "/delay", "duration"},
    {"ADelayThatIsANumber", R"({"delay": 5})", "/delay", "duration"},
    {"ADelayIntoThePast", R"({"delay": "-1s"})", "/delay", "negative"},
    {"ADelayWithoutEnd", R"({"delay": "10m1ms"})", "/delay", "10m"},
    {"ACloseThatIsNeither", R"({"close": "during"})", "/close", R"("before")"},
    {"ACodeThatNobodySees",
     R"({"close": "before", "code": "InternalError"})",
     "/code",
     R"("close")"},
    {"ABodyThatNobodySees", R"({"close": "after", "body": "empty"})", "/body", R"("close")"},
    {"AContentTypeThatNobodySees",
     R"({"close": "after", "contentType": "text/html"})",
     "/contentType",
     R"("close")"},
    {"ABodyThatIsNeither", R"({"body": "half"})", "/body", R"("truncated")"},
    {"AContentTypeThatSplitsTheHead",
     R"({"contentType": "text/html\r\nX: y"})",
     "/contentType",
     "128"},
    {"AnEmptyContentType", R"({"contentType": ""})", "/contentType", "content type"},
});

TEST(ImpossibleFaults, AreRefusedWhenTheyAreWritten) {
    EmulatorUnderTest emulator{"{}"};
    for (auto const& refusal : kRefusals) {
        SCOPED_TRACE(refusal.name);
        auto const answer = emulator.control("POST", "faults", refusal.rule);
        EXPECT_EQ(answer.status(), 400);
        EXPECT_EQ(answer.text("/pointer"), refusal.pointer);
        EXPECT_THAT(answer.text("/detail"), HasSubstr(refusal.keyword));
    }
    EXPECT_EQ(emulator.control("GET", "faults").body(), R"({"faults":[],"more":false})");
}

}  // namespace

}  // namespace rds
