#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeDBInstanceAttribute",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeDbInstanceAttribute, HintsAtWhatMovesAnInstanceThatStandsStill) {
    kit::EmulatorUnderTest emulator{R"({
        "clock": {"now": "2026-01-02T00:00:00Z", "speed": 0},
        "instances": [{"id": "rm-a"}, {"id": "rm-b"}]})"};
    auto const hint_of = [&emulator](auto const* id) {
        return emulator.ask(call("DescribeDBInstanceAttribute").with("DBInstanceId", id)).hint();
    };
    emulator.ask(call("DeleteDBInstance").with("DBInstanceId", "rm-a"));
    emulator.ask(call("DeleteDBInstance").with("DBInstanceId", "rm-b"));
    emulator.control("POST", "instances/rm-b/hold");

    EXPECT_THAT(hint_of("rm-a"), testing::HasSubstr("clock/advance"));
    EXPECT_THAT(hint_of("rm-b"), testing::HasSubstr("instances/rm-b/release"));
    emulator.control("PUT", "clock", R"({"frozen": false})");
    EXPECT_EQ(hint_of("rm-a"), "");
}

TEST(DescribeDbInstanceAttribute, ShowsInTheShapesThatClientsRead) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a", "class": "mysql.n2.medium.1",
        "storage": 100, "createdAt": "2026-01-01T00:00:00Z", "category": "HighAvailability",
        "maintainTime": "18:00Z-19:00Z", "deletionProtection": true}]})"};

    auto const answer =
        emulator.ask(call("DescribeDBInstanceAttribute").with("DBInstanceId", "rm-a"));

    auto const at = [&answer](std::string const& member) {
        return std::string{answer.text("/Items/DBInstanceAttribute/0/" + member)};
    };
    EXPECT_EQ(at("DBInstanceClass"), "mysql.n2.medium.1");
    EXPECT_EQ(at("DBInstanceCPU"), "2");
    EXPECT_EQ(at("Port"), "3306");
    EXPECT_EQ(at("CreationTime"), "2026-01-01T00:00:00Z");
    EXPECT_EQ(at("MaintainTime"), "18:00Z-19:00Z");
    EXPECT_EQ(at("ConnectionString"), "rm-a.mysql.rds.aliyuncs.com");
    EXPECT_EQ(answer.text("/Items/DBInstanceAttribute/0/DBInstanceStorage"), "100");
    EXPECT_THAT(answer.body(), testing::HasSubstr(R"("DeletionProtection":true)"));
}

// As recorded: a status of 400, with which Terraform ends its wait for a deletion.
TEST(DescribeDbInstanceAttribute, RefusesAnInstanceThatIsGoneAsRecorded) {
    kit::EmulatorUnderTest emulator{"{}"};

    auto const answer =
        emulator.ask(call("DescribeDBInstanceAttribute").with("DBInstanceId", "rm-a"));

    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.code(), "InvalidDBInstanceName.NotFound");
}

}  // namespace

}  // namespace rds
