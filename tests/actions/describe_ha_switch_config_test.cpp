#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeHASwitchConfig",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeHaSwitchConfig, ShowsWhetherTheStandbyTakesOver) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a", "haConfig": "Manual"}]})"};
    auto const answer = emulator.ask(call("DescribeHASwitchConfig").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/HAConfig"), "Manual");
}

TEST(DescribeHaSwitchConfig, ShowsTheUsualWay) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};
    auto const answer = emulator.ask(call("DescribeHASwitchConfig").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/HAConfig"), "Auto");
}

}  // namespace

}  // namespace rds
