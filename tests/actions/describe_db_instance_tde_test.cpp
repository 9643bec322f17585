#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeDBInstanceTDE",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeDbInstanceTde, SaysThatTdeIsOff) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};
    auto const answer = emulator.ask(call("DescribeDBInstanceTDE").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/TDEStatus"), "Disabled");
}

TEST(DescribeDbInstanceTde, ListsTheDatabasesOfSqlServer) {
    kit::EmulatorUnderTest emulator{
        R"({"instances": [{"id": "rm-a", "engine": "SQLServer", "tde": true, "databases": ["shop"]}]})"};
    auto const answer = emulator.ask(call("DescribeDBInstanceTDE").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/TDEStatus"), "Enabled");
    EXPECT_EQ(answer.text("/Databases/Database/0/DBName"), "shop");
    EXPECT_EQ(answer.text("/Databases/Database/0/TDEStatus"), "Enabled");
}

}  // namespace

}  // namespace rds
