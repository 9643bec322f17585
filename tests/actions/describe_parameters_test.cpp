#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeParameters",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeParameters, ShowsTheParametersOfTheEngine) {
    kit::EmulatorUnderTest emulator{
        R"({"instances": [{"id": "rm-a", "parameters": {"default_time_zone": "+08:00"}}]})"};
    auto const answer = emulator.ask(call("DescribeParameters").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/Engine"), "MySQL");
}

}  // namespace

}  // namespace rds
