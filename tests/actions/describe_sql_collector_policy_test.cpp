#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeSQLCollectorPolicy",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeSqlCollectorPolicy, SaysWhetherStatementsAreCollected) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a", "sqlCollector": true}]})"};
    auto const answer =
        emulator.ask(call("DescribeSQLCollectorPolicy").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/SQLCollectorStatus"), "Enable");
}

TEST(DescribeSqlCollectorPolicy, SaysDisabledUsually) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};
    auto const answer =
        emulator.ask(call("DescribeSQLCollectorPolicy").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/SQLCollectorStatus"), "Disabled");
}

}  // namespace

}  // namespace rds
