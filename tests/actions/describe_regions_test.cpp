#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{"DescribeRegions", R"({})"};

TEST(DescribeRegions, ListsARowForEachZoneAndSendsNobodyElsewhere) {
    kit::EmulatorUnderTest emulator{"{}"};

    auto const answer = emulator.ask(call("DescribeRegions"));

    auto const body = answer.json();
    auto const& rows = body["Regions"]["RDSRegion"].GetArray();
    EXPECT_GT(rows.Size(), 60U);
    for (auto const& row : rows) {
        EXPECT_THAT(row["ZoneId"].GetString(), testing::StartsWith(row["RegionId"].GetString()));
        EXPECT_THAT(
            row["RegionEndpoint"].GetString(),
            testing::Not(testing::HasSubstr("aliyuncs"))
        );
    }
}

TEST(DescribeRegions, RefusesALanguageThatItDoesNotHave) {
    kit::EmulatorUnderTest emulator{"{}"};

    auto const answer = emulator.ask(call("DescribeRegions").with("AcceptLanguage", "de"));

    EXPECT_EQ(answer.status(), 404);
    EXPECT_EQ(answer.code(), "InvalidAcceptLanguage.NotFound");
}

}  // namespace

}  // namespace rds
