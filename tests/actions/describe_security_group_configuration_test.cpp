#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeSecurityGroupConfiguration",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeSecurityGroupConfiguration, ListsTheGroups) {
    kit::EmulatorUnderTest emulator{
        R"({"instances": [{"id": "rm-a", "regionId": "cn-beijing", "securityGroups": ["sg-1"]}]})"};
    auto const answer =
        emulator.ask(call("DescribeSecurityGroupConfiguration").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/DBInstanceName"), "rm-a");
    EXPECT_EQ(answer.text("/Items/EcsSecurityGroupRelation/0/SecurityGroupId"), "sg-1");
    EXPECT_EQ(answer.text("/Items/EcsSecurityGroupRelation/0/RegionId"), "cn-beijing");
}

}  // namespace

}  // namespace rds
