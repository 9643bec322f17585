#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeDBInstanceMonitor",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeDbInstanceMonitor, ShowsThePeriodInDigits) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a", "monitoringPeriod": 60}]})"};
    auto const answer =
        emulator.ask(call("DescribeDBInstanceMonitor").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/Period"), "60");
}

TEST(DescribeDbInstanceMonitor, ShowsTheUsualPeriod) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};
    auto const answer =
        emulator.ask(call("DescribeDBInstanceMonitor").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/Period"), "300");
}

}  // namespace

}  // namespace rds
