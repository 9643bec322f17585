#include "server/gateway/hints.hpp"

#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

namespace rds::gateway {

namespace {

using kit::call;
using testing::HasSubstr;

class Hints : public testing::Test {
  protected:
    kit::EmulatorUnderTest emulator_{R"({"instances": [{"id": "rm-a"}]})"};
};

TEST_F(Hints, TellARealActionThatIsNotEmulatedFromANameThatDoesNotExist) {
    auto const not_yet = emulator_.ask(call("CloneDBInstance"));
    auto const misspelt = emulator_.ask(call("DescribeBackupTask"));
    auto const nonsense = emulator_.ask(call("FlyToTheMoonAndBackAgain"));

    EXPECT_EQ(not_yet.status(), 400);
    EXPECT_EQ(not_yet.code(), "EmulatorNotImplemented");
    for (auto const* answer : {&misspelt, &nonsense}) {
        EXPECT_EQ(answer->status(), 404);
        EXPECT_EQ(answer->code(), "InvalidAction.NotFound");
    }
    EXPECT_THAT(not_yet.hint(), HasSubstr("not emulated yet"));
    EXPECT_THAT(misspelt.hint(), HasSubstr("did you mean DescribeBackupTasks?"));
    EXPECT_THAT(nonsense.hint(), HasSubstr("docs/actions.md"));
}

TEST_F(Hints, NameParametersThatNobodyKnowsAndNotThoseThatEveryClientSends) {
    auto const answer = emulator_.ask(call("DescribeBackupTasks")
                                          .with("DBInstanceId", "rm-a")
                                          .with("RegionId", "cn-hangzhou")
                                          .with("SourceIp", "")
                                          .with("BackupJobID", "1"));

    EXPECT_EQ(answer.status(), 200);
    EXPECT_THAT(answer.hint(), HasSubstr("BackupJobID (did you mean BackupJobId?)"));
    for (auto const* const known : {"RegionId", "SourceIp"})
        EXPECT_THAT(answer.hint(), testing::Not(HasSubstr(known)));
}

TEST_F(Hints, NameParametersThatCameTwiceWithDifferentValues) {
    auto const* const target = "/?Action=DescribeBackupTasks&DBInstanceId=rm-b&DBInstanceId=rm-a";
    http::Request request;
    request.method = "GET";
    request.target = std::string{target} + "&RegionId=cn-hangzhou&RegionId=cn-hangzhou";
    auto const answer = emulator_.ask(request);

    EXPECT_EQ(answer.status(), 200);
    EXPECT_THAT(answer.hint(), HasSubstr("last value counts: DBInstanceId."));
}

TEST_F(Hints, AreAbsentFromAPlainSuccess) {
    EXPECT_EQ(emulator_.ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a")).hint(), "");
}

}  // namespace

}  // namespace rds::gateway
