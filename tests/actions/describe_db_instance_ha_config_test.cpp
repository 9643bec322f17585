#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeDBInstanceHAConfig",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeDbInstanceHaConfig, ShowsTheNodesAndTheirZones) {
    kit::EmulatorUnderTest emulator{
        R"({"instances": [{"id": "rm-a", "category": "HighAvailability", "zoneId": "cn-hangzhou-h", "slaveZones": ["cn-hangzhou-i"]}]})"};
    auto const answer =
        emulator.ask(call("DescribeDBInstanceHAConfig").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/HostInstanceInfos/NodeInfo/0/NodeType"), "Master");
    EXPECT_EQ(answer.text("/HostInstanceInfos/NodeInfo/0/ZoneId"), "cn-hangzhou-h");
    EXPECT_EQ(answer.text("/HostInstanceInfos/NodeInfo/1/NodeType"), "Slave");
    EXPECT_EQ(answer.text("/HostInstanceInfos/NodeInfo/1/ZoneId"), "cn-hangzhou-i");
}

}  // namespace

}  // namespace rds
