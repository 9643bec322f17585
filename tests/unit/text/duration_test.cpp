#include "server/text/time.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rds::text {

namespace {

using namespace std::chrono_literals;

TEST(Duration, HasAUnit) {
    EXPECT_EQ(parse_duration("500ms"), 500ms);
    EXPECT_EQ(parse_duration("6s"), 6s);
    EXPECT_EQ(parse_duration("30m"), 30min);
    EXPECT_EQ(parse_duration("2h"), 2h);
    EXPECT_EQ(parse_duration("1d"), 24h);
}

TEST(Duration, MayHaveSeveralPartsFromLargeToSmall) {
    EXPECT_EQ(parse_duration("1h30m"), 90min);
    EXPECT_EQ(parse_duration("1d2h3m4s5ms"), 26h + 3min + 4s + 5ms);
}

TEST(Duration, IsNegativeAsAWhole) {
    EXPECT_EQ(parse_duration("-2d"), -48h);
    EXPECT_EQ(parse_duration("-1h30m"), -90min);
}

TEST(Duration, MayBeABareZero) {
    EXPECT_EQ(parse_duration("0"), 0ms);
    EXPECT_EQ(parse_duration("0s"), 0ms);
}

TEST(Duration, ReachesACenturyInBothDirectionsAndNoFurther) {
    EXPECT_EQ(parse_duration("36525d"), kLongestDuration);
    EXPECT_EQ(parse_duration("-36525d"), -kLongestDuration);
    EXPECT_EQ(parse_duration("36525d1ms"), std::nullopt);
    EXPECT_EQ(parse_duration("-36526d"), std::nullopt);
    EXPECT_EQ(parse_duration("9223372036854775807d"), std::nullopt);
    EXPECT_EQ(parse_duration("99999999999999999999s"), std::nullopt);
}

class NotADuration : public testing::TestWithParam<std::string> {};

TEST_P(NotADuration, IsRefused) {
    EXPECT_EQ(parse_duration(GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(
    Texts,
    NotADuration,
    testing::Values(
        "",
        "-",
        "6",
        "s",
        "ms",
        "--6s",
        "+6s",
        "6 s",
        " 6s",
        "6s ",
        "1.5s",
        "6S",
        "6sec",
        "30m1h",
        "1s1s",
        "1h30",
        "1h-30m",
        "0x1s"
    )
);

TEST(Duration, IsWrittenAsItIsReadAndAsShortAsCanBe) {
    EXPECT_EQ(duration_text(0ms), "0s");
    EXPECT_EQ(duration_text(90min), "1h30m");
    EXPECT_EQ(duration_text(-48h), "-2d");
    for (auto const each :
         {1ms, -1ms, 1000ms, 26h + 3min + 4s + 5ms, kLongestDuration, -kLongestDuration})
        EXPECT_EQ(parse_duration(duration_text(each)), each) << duration_text(each);
}

}  // namespace

}  // namespace rds::text
