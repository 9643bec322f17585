#include "tests/program/child_program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <csignal>

namespace rds {

namespace {

using kit::ChildProgram;
using testing::HasSubstr;

TEST(Healthcheck, IsGoodOnceTheServerIsReady) {
    ChildProgram program{{"--port", "0", "--listen", "127.0.0.1"}};
    auto const port = program.wait_until_ready();
    ChildProgram check{{"healthcheck", fmt::format("127.0.0.1:{}", port)}};
    EXPECT_EQ(check.wait(), 0);
    EXPECT_THAT(check.standard_output(), HasSubstr(": ready\n"));
}

TEST(Healthcheck, AsksWhereTheOptionsSayThatItListens) {
    ChildProgram program{{"--port", "0", "--listen", "127.0.0.1"}};
    auto const port = program.wait_until_ready();
    ChildProgram by_flag{{"healthcheck", fmt::format("--port={}", port)}};
    EXPECT_EQ(by_flag.wait(), 0) << by_flag.standard_error();
    ChildProgram by_variable{
        {"healthcheck"},
        {fmt::format("RDS_EMULATOR_LISTEN=0.0.0.0:{}", port)}};
    EXPECT_EQ(by_variable.wait(), 0) << by_variable.standard_error();
}

TEST(Healthcheck, SaysWhatToDoWhereThePortIsAFreeOne) {
    ChildProgram check{{"healthcheck", "--port", "0"}};
    EXPECT_EQ(check.wait(), 1);
    EXPECT_THAT(check.standard_error(), HasSubstr("READY"));
}

TEST(Healthcheck, WorksWhereHttpsAloneIsServedAndATokenIsWanted) {
    ChildProgram program{
        {"--port", "0", "--listen", "127.0.0.1", "--tls", "only", "--control-token", "sesame"}};
    auto const port = program.wait_until_ready();
    ChildProgram check{{"healthcheck", fmt::format("127.0.0.1:{}", port)}};
    EXPECT_EQ(check.wait(), 0) << check.standard_error();
}

TEST(Healthcheck, FailsWhereNobodyListens) {
    ChildProgram check{{"healthcheck", "127.0.0.1:1"}};
    EXPECT_EQ(check.wait(), 1);
    EXPECT_THAT(check.standard_error(), HasSubstr("127.0.0.1:1: not ready"));
}

TEST(Healthcheck, SaysWhatAnAddressLooksLike) {
    ChildProgram check{{"healthcheck", "localhost:x"}};
    EXPECT_EQ(check.wait(), 1);
    EXPECT_THAT(check.standard_error(), HasSubstr("like 127.0.0.1:2014"));
}

TEST(Control, IsSaidToBeOpenWhereOthersReachIt) {
    ChildProgram program{{"--port", "0", "--listen", "0.0.0.0"}};
    ASSERT_NE(program.wait_until_ready(), 0) << program.standard_error();
    program.signal(SIGTERM);
    program.wait();
    EXPECT_THAT(program.standard_error(), HasSubstr("--control-token"));
}

TEST(Control, IsNotSaidToBeOpenWhereATokenIsWanted) {
    ChildProgram program{
        {"--port", "0", "--listen", "0.0.0.0"},
        {"RDS_EMULATOR_CONTROL_TOKEN=sesame"}};
    ASSERT_NE(program.wait_until_ready(), 0) << program.standard_error();
    program.signal(SIGTERM);
    program.wait();
    EXPECT_THAT(program.standard_error(), Not(HasSubstr("control API")));
}

}  // namespace

}  // namespace rds
