#include "tests/program/child_program.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>

namespace rds {

namespace {

using kit::ChildProgram;
using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

constexpr int kCannotStart = 2;

// What stops a start is one line that names what was wrong, and exit code 2.
void expect_refused(
    std::vector<std::string> arguments,
    std::vector<std::string> environment,
    std::string const& named
) {
    ChildProgram program{std::move(arguments), std::move(environment)};

    EXPECT_EQ(program.wait(), kCannotStart);

    auto const error = program.standard_error();
    EXPECT_THAT(error, HasSubstr(named));
    EXPECT_EQ(std::ranges::count(error, '\n'), 1) << error;
    EXPECT_EQ(program.standard_output(), "");
}

TEST(Start, SaysReadyOnceWithItsAddressesAndThenWhatToTryAndHowToStop) {
    ChildProgram program{{"--port", "0", "--listen", "127.0.0.1"}};

    ASSERT_NE(program.wait_until_ready(), 0);

    EXPECT_THAT(program.standard_output(), MatchesRegex("READY http://127\\.0\\.0\\.1:[0-9]+\n"));
    EXPECT_THAT(
        program.standard_error(),
        AllOf(
            HasSubstr("curl 'http://127.0.0.1:"),
            HasSubstr("/?Action=DescribeBackupTasks&DBInstanceId=rm-uf6wjk5xxxxxxx&Format=JSON'"),
            HasSubstr("Stop: Ctrl-C")
        )
    );
}

TEST(Start, ListensOnBothLoopbackAddressesOnOnePort) {
    ChildProgram program{{"--port", "0"}};

    auto const port = program.wait_until_ready();

    ASSERT_NE(port, 0);
    EXPECT_THAT(
        program.standard_output(),
        StartsWith("READY http://127.0.0.1:" + std::to_string(port))
    );
}

TEST(Start, WritesThePortFileOnceItIsReady) {
    ChildProgram const place{{"--version"}};
    auto const file = place.folder() / "port";
    ChildProgram program{{"--port", "0", "--port-file", file.string()}};

    auto const port = program.wait_until_ready();

    std::ifstream text{file};
    unsigned written = 0;
    text >> written;
    EXPECT_EQ(written, port);
}

TEST(Start, IsRefusedOnAPortInUse) {
    ChildProgram first{{"--port", "0", "--listen", "127.0.0.1"}};
    auto const port = std::to_string(first.wait_until_ready());

    expect_refused({"--port", port}, {}, "127.0.0.1:" + port);
}

TEST(Start, IsRefusedWithAnUnknownOptionAndNamesTheNearest) {
    expect_refused({"--prot", "0"}, {}, "--port");
}

TEST(Start, IsRefusedWithAMisspeltVariable) {
    expect_refused({}, {"RDS_EMULATOR_PROT=0"}, "RDS_EMULATOR_PORT");
}

TEST(Start, IsRefusedWithABrokenFixtureWhereverItComesFrom) {
    expect_refused({"--fixture", "defualt"}, {}, "default");
    expect_refused({"--fixture", "/nowhere/fixture.json"}, {}, "/nowhere/fixture.json");
    expect_refused({"--fixture-json", R"({"instances": [{"id": 7}]})"}, {}, "/instances/0/id");
    expect_refused({}, {"RDS_EMULATOR_FIXTURE_JSON={"}, "fixture");
}

TEST(Start, IsRefusedWithAFaultThatNoActionAnswers) {
    expect_refused(
        {"--fixture-json",
         R"({"faults": [{"action": "DescribeBackups", "code": "InternalFailure"}]})"},
        {},
        "/faults/0/action"
    );
    expect_refused(
        {"--fixture-json",
         R"({"faults": [{"action": "CreateBackup", "code": "InternalFailure"}]})"},
        {},
        "/faults/0/code"
    );
}

TEST(Start, IsRefusedWithAnUnknownPlan) {
    expect_refused({"--job-plan", "slow"}, {}, "\"slow\"");
}

TEST(Start, IsRefusedWhereThePortFileCannotBeWritten) {
    expect_refused({"--port", "0", "--port-file", "/nowhere/port"}, {}, "/nowhere/port");
}

TEST(Check, SaysWhetherAFixtureIsGood) {
    ChildProgram good{{"check", "every-state"}};
    EXPECT_EQ(good.wait(), 0);
    EXPECT_THAT(good.standard_output(), StartsWith("every-state: good; instances: "));

    expect_refused({"check", "/nowhere.json"}, {}, "/nowhere.json");
}

TEST(Help, ListsEveryOptionAndVersionIsOneLine) {
    ChildProgram help{{"--help"}};
    EXPECT_EQ(help.wait(), 0);
    for (auto const* const option :
         {"--listen", "--fixture", "--job-plan", "--clock-frozen", "--log-format"}) {
        EXPECT_THAT(help.standard_output(), HasSubstr(option));
    }

    ChildProgram version{{"--version"}};
    EXPECT_EQ(version.wait(), 0);
    EXPECT_THAT(version.standard_output(), MatchesRegex("rds-emulator [0-9.]+\n"));
}

}  // namespace

}  // namespace rds
