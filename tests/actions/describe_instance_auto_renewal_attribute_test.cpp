#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeInstanceAutoRenewalAttribute",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeInstanceAutoRenewalAttribute, ListsPrepaidInstancesAlone) {
    kit::EmulatorUnderTest emulator{R"({"instances": [
        {"id": "rm-a", "payType": "Prepaid"}, {"id": "rm-b"},
        {"id": "rm-c", "payType": "Prepaid", "regionId": "cn-beijing"}
    ]})"};

    auto const answer =
        emulator.ask(call("DescribeInstanceAutoRenewalAttribute").with("RegionId", "cn-hangzhou"));

    EXPECT_EQ(answer.text("/TotalRecordCount"), "1");
    EXPECT_EQ(answer.text("/Items/Item/0/DBInstanceId"), "rm-a");
    EXPECT_EQ(answer.text("/Items/Item/0/AutoRenew"), "False");
}

}  // namespace

}  // namespace rds
