#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeSQLCollectorRetention",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeSqlCollectorRetention, ShowsTheDays) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a", "sqlCollectorDays": 180}]})"};
    auto const answer =
        emulator.ask(call("DescribeSQLCollectorRetention").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/ConfigValue"), "180");
}

TEST(DescribeSqlCollectorRetention, ShowsTheUsualDays) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};
    auto const answer =
        emulator.ask(call("DescribeSQLCollectorRetention").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/ConfigValue"), "30");
}

}  // namespace

}  // namespace rds
