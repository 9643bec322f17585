// Rules that make no sense, and what is said of them. A fixture's faults are read by the same
// reader.
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

#include <ostream>
#include <string>

namespace rds {

namespace {

using kit::EmulatorUnderTest;
using testing::HasSubstr;

struct Refusal {
    char const* name;
    char const* rule;
    char const* pointer;
    char const* detail;  // a part of it
};

std::ostream& operator<<(std::ostream& out, Refusal const& refusal) {
    return out << refusal.name;
}

constexpr auto kRefusals = std::to_array<Refusal>({
    {"AnUnknownAction",
     R"({"action": "DescribeBackupTask", "code": "InternalFailure"})",
     "/action",
     R"("DescribeBackupTask" is not an emulated action; did you mean "DescribeBackupTasks"?)"},
    {"AnUnknownMember",
     R"({"code": "InternalError", "fist": 1})",
     "/fist",
     R"(did you mean "first"?)"},
    {"AnUnknownParameter",
     R"({"action": "CreateBackup", "parameters": {"DBInstanceID2": "a"}, "code": "InternalError"})",
     "/parameters/DBInstanceID2",
     R"("DBInstanceID2" is not a parameter of CreateBackup; did you mean "DBInstanceId"?)"},
    {"AnotherActionsParameter",
     R"({"action": "CreateBackup", "parameters": {"BackupJobId": "1"}, "code": "InternalError"})",
     "/parameters/BackupJobId",
     "is not a parameter of CreateBackup"},
    {"AParameterThatNoActionKnows",
     R"({"parameters": {"a/b~": "a"}, "code": "InternalError"})",
     "/parameters/a~1b~0",
     R"("a/b~" is not a parameter of any action)"},
    {"AParameterThatIsNoText",
     R"({"parameters": {"DBInstanceId": 1}, "code": "InternalError"})",
     "/parameters/DBInstanceId",
     "1 is not a text of at most 256 characters"},
    {"FirstTogetherWithEvery",
     R"({"code": "InternalError", "every": 2, "first": 1})",
     "/every",
     R"(2 cannot be together with "first")"},
    {"AlwaysTogetherWithAfter",
     R"({"code": "InternalError", "after": 2, "always": true})",
     "/always",
     R"(true cannot be together with "after")"},
    {"EveryZerothCall",
     R"({"code": "InternalError", "every": 0})",
     "/every",
     "0 is not a whole number from 1 to 1000000"},
    {"AfterLessThanNothing",
     R"({"code": "InternalError", "after": -1})",
     "/after",
     "-1 is not a whole number from 1 to 1000000"},
    {"HalfACall", R"({"code": "InternalError", "first": 1.5})", "/first", "1.5 is not"},
    {"MoreCallsThanThereAre",
     R"({"code": "InternalError", "first": 1000000000000000000000})",
     "/first",
     "is not a whole number"},
    {"AnUntilThatIsNoTime",
     R"({"code": "InternalError", "until": "tomorrow"})",
     "/until",
     "is neither an instant in UTC like 2026-01-02T03:04:05Z nor a duration"},
    {"AnUntilThatIsOver",
     R"({"code": "InternalError", "until": "2001-01-02T03:04:05Z"})",
     "/until",
     "would never strike"},
    {"AnUntilInThePast", R"({"code": "InternalError", "until": "-5m"})", "/until", "is negative"},
    {"AnUntilBeyondAllTime",
     R"({"code": "InternalError", "until": "365000000000000000000d"})",
     "/until",
     "is neither"},
    {"MoreHitsThanItMakes",
     R"({"code": "InternalError", "first": 2, "hits": 3})",
     "/hits",
     R"(3 is more than "first", which is 2)"},
    {"MoreHitsThanCalls",
     R"({"code": "InternalError", "every": 2, "calls": 3, "hits": 4})",
     "/hits",
     R"(4 is more than "calls", which is 3)"},
    {"NoEffect", R"({"action": "CreateBackup"})", "", "has no effect"},
    {"NothingAtAll", "{}", "", "has no effect"},
    {"ACodeThatTheActionNeverAnswers",
     R"({"action": "CreateBackup", "code": "InternalFailure"})",
     "/code",
     R"(CreateBackup never answers "InternalFailure"; it must be )"},
    {"ACodeThatIsNearlyOne",
     R"({"action": "CreateBackup", "code": "BackupJobExist"})",
     "/code",
     R"(did you mean "BackupJobExists"?)"},
    {"ACodeThatNotEveryActionAnswers",
     R"({"code": "BackupJobExists"})",
     "/code",
     R"(not every action answers "BackupJobExists")"},
    {"ACodeOfAParameterThatMayBeAbsent",
     R"({"action": "CreateBackup", "code": "MissingDBName"})",
     "/code",
     R"(or a code of your own with "status" and "message")"},
    {"ACodeOfAParameterThatOnlyOneActionHas",
     R"({"code": "InvalidBackupStrategy"})",
     "/code",
     R"(not every action answers "InvalidBackupStrategy")"},
    {"ACodeThatIsNoCode",
     R"({"code": "My code"})",
     "/code",
     R"("My code" is not an error code, such as InternalFailure)"},
    {"AStatusForADocumentedCode",
     R"({"code": "InternalError", "status": 503})",
     "/status",
     "503 is not yours to choose: InternalError is documented"},
    {"AMessageForADocumentedCode",
     R"({"code": "InternalError", "message": "m"})",
     "/message",
     "is not yours to choose"},
    {"AnOwnCodeWithoutStatus",
     R"({"code": "Mine", "message": "m"})",
     "/code",
     R"("Mine" is a code of your own and lacks "status")"},
    {"AnOwnCodeWithoutMessage",
     R"({"code": "Mine", "status": 400})",
     "/code",
     R"(lacks "message")"},
    {"AStatusThatIsNoErrors",
     R"({"code": "Mine", "status": 302, "message": "m"})",
     "/status",
     "302 is not the HTTP status of an error, 400 to 599"},
    {"AStatusWithoutCode", R"({"status": 500})", "/status", R"(is of no use without "code")"},
    {"AMessageWithoutCode",
     R"({"delay": "1s", "message": "m"})",
     "/message",
     R"(is of no use without "code")"},
    {"RetryAfterWithoutCode",
     R"({"retryAfter": "1s"})",
     "/retryAfter",
     R"(is of no use without "code")"},
    {"ARetryAfterInTheNextYear",
     R"({"code": "Throttling.User", "retryAfter": "365d"})",
     "/retryAfter",
     "is too long; 1d is the most"},
    {"ADelayThatIsNoDuration", R"({"delay": "soon"})", "/delay", "is not a duration like"},
    {"ADelayThatIsANumber", R"({"delay": 5})", "/delay", "5 is not a duration like"},
    {"ADelayIntoThePast", R"({"delay": "-1s"})", "/delay", "is negative; 0s is the least"},
    {"ADelayWithoutEnd", R"({"delay": "10m1ms"})", "/delay", "is too long; 10m is the most"},
    {"ACloseThatIsNeither",
     R"({"close": "during"})",
     "/close",
     R"("during" is not one of "before" or "after")"},
    {"ACodeThatNobodySees",
     R"({"close": "before", "code": "InternalError"})",
     "/code",
     R"(is of no use where "close" leaves the call without an answer)"},
    {"ABodyThatNobodySees",
     R"({"close": "after", "body": "empty"})",
     "/body",
     R"(is of no use where "close")"},
    {"AContentTypeThatNobodySees",
     R"({"close": "after", "contentType": "text/html"})",
     "/contentType",
     R"(is of no use where "close")"},
    {"ABodyThatIsNeither",
     R"({"body": "half"})",
     "/body",
     R"("half" is not one of "empty" or "truncated")"},
    {"AContentTypeThatSplitsTheHead",
     R"({"contentType": "text/html\r\nX: y"})",
     "/contentType",
     "is not a content type of 1 to 128 printable ASCII characters"},
    {"AnEmptyContentType", R"({"contentType": ""})", "/contentType", "is not a content type"},
});

class ImpossibleFaults : public testing::TestWithParam<Refusal> {};

INSTANTIATE_TEST_SUITE_P(
    Of,
    ImpossibleFaults,
    testing::ValuesIn(kRefusals),
    [](auto const& refusal) { return std::string{refusal.param.name}; }
);

TEST_P(ImpossibleFaults, AreRefusedWhenTheyAreWritten) {
    EmulatorUnderTest emulator{"{}"};

    auto const answer = emulator.control("POST", "faults", GetParam().rule);

    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.text("/pointer"), GetParam().pointer);
    EXPECT_THAT(answer.text("/detail"), HasSubstr(GetParam().detail));
    EXPECT_EQ(emulator.control("GET", "faults").body(), R"({"faults":[]})");
}

}  // namespace

}  // namespace rds
