#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribePGHbaConfig",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribePgHbaConfig, ShowsTheUsualRule) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a", "engine": "PostgreSQL"}]})"};
    auto const answer = emulator.ask(call("DescribePGHbaConfig").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/DBInstanceId"), "rm-a");
    EXPECT_EQ(answer.text("/RunningHbaItems/HbaItem/0/Type"), "host");
    EXPECT_EQ(answer.text("/RunningHbaItems/HbaItem/0/Address"), "0.0.0.0/0");
    EXPECT_EQ(answer.text("/DefaultHbaItems/HbaItem/0/Method"), "md5");
}

}  // namespace

}  // namespace rds
