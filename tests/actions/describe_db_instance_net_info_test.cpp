#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeDBInstanceNetInfo",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeDbInstanceNetInfo, ShowsTheEndpointInAVpc) {
    kit::EmulatorUnderTest emulator{
        R"({"instances": [{"id": "rm-a", "networkType": "VPC", "vpcId": "vpc-1", "vSwitchId": "vsw-1", "privateIp": "172.16.0.9", "port": 3307}]})"};
    auto const answer =
        emulator.ask(call("DescribeDBInstanceNetInfo").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/InstanceNetworkType"), "VPC");
    EXPECT_EQ(
        answer.text("/DBInstanceNetInfos/DBInstanceNetInfo/0/ConnectionString"),
        "rm-a.mysql.rds.aliyuncs.com"
    );
    EXPECT_EQ(answer.text("/DBInstanceNetInfos/DBInstanceNetInfo/0/IPAddress"), "172.16.0.9");
    EXPECT_EQ(answer.text("/DBInstanceNetInfos/DBInstanceNetInfo/0/IPType"), "Private");
    EXPECT_EQ(answer.text("/DBInstanceNetInfos/DBInstanceNetInfo/0/Port"), "3307");
    EXPECT_EQ(answer.text("/DBInstanceNetInfos/DBInstanceNetInfo/0/VPCId"), "vpc-1");
}

TEST(DescribeDbInstanceNetInfo, ShowsTheEndpointInTheClassicNetwork) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a", "networkType": "Classic"}]})"};
    auto const answer =
        emulator.ask(call("DescribeDBInstanceNetInfo").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/DBInstanceNetInfos/DBInstanceNetInfo/0/IPType"), "Inner");
    EXPECT_EQ(answer.text("/DBInstanceNetInfos/DBInstanceNetInfo/0/VPCId"), "");
}

}  // namespace

}  // namespace rds
