#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeHADiagnoseConfig",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeHaDiagnoseConfig, ShowsTheKindOfConnection) {
    kit::EmulatorUnderTest emulator{
        R"({"instances": [{"id": "rm-a", "tcpConnectionType": "LONG"}]})"};
    auto const answer = emulator.ask(call("DescribeHADiagnoseConfig").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/TcpConnectionType"), "LONG");
}

TEST(DescribeHaDiagnoseConfig, ShowsTheUsualKind) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};
    auto const answer = emulator.ask(call("DescribeHADiagnoseConfig").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/TcpConnectionType"), "SHORT");
}

}  // namespace

}  // namespace rds
