#include "server/text/time.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rds::text {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::sys_time<std::chrono::milliseconds> kInstant =
    std::chrono::sys_days{2026y / 1 / 2} + 3h + 4min + 5s;

TEST(Timestamp, IsReadToTheSecond) {
    EXPECT_EQ(parse_timestamp("2026-01-02T03:04:05Z"), kInstant);
}

TEST(Timestamp, IsReadWithAFractionOfUpToThreeDigits) {
    EXPECT_EQ(parse_timestamp("2026-01-02T03:04:05.6Z"), kInstant + 600ms);
    EXPECT_EQ(parse_timestamp("2026-01-02T03:04:05.06Z"), kInstant + 60ms);
    EXPECT_EQ(parse_timestamp("2026-01-02T03:04:05.678Z"), kInstant + 678ms);
}

TEST(Timestamp, IsWrittenToTheMillisecond) {
    EXPECT_EQ(timestamp(kInstant), "2026-01-02T03:04:05.000Z");
    EXPECT_EQ(timestamp(kInstant + 7ms), "2026-01-02T03:04:05.007Z");
}

TEST(Timestamp, IsReadAsItIsWrittenAlsoBeforeTheEpoch) {
    auto const instant = std::chrono::sys_days{1969y / 12 / 31} + 23h + 59min + 59s + 999ms;
    EXPECT_EQ(timestamp(instant), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(parse_timestamp("1969-12-31T23:59:59.999Z"), instant);
}

TEST(Timestamp, KnowsLeapYears) {
    EXPECT_TRUE(parse_timestamp("2028-02-29T00:00:00Z"));
    EXPECT_FALSE(parse_timestamp("2026-02-29T00:00:00Z"));
}

class NotATimestamp : public testing::TestWithParam<std::string> {};

TEST_P(NotATimestamp, IsRefused) {
    EXPECT_EQ(parse_timestamp(GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(
    Texts,
    NotATimestamp,
    testing::Values(
        "",
        "2026-01-02",
        "2026-01-02T03:04Z",
        "2026-01-02T03:04:05",
        "2026-01-02 03:04:05Z",
        "2026-01-02T03:04:05z",
        "2026-01-02T03:04:05+08:00",
        "2026-01-02T03:04:05.Z",
        "2026-01-02T03:04:05.1234Z",
        "2026-01-02T03:04:05ZZ",
        "2026-00-02T03:04:05Z",
        "2026-13-02T03:04:05Z",
        "2026-01-32T03:04:05Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02T03:60:00Z",
        "2026-01-02T03:04:60Z",
        "26-01-02T03:04:05Z",
        "+2026-01-02T03:04:05Z"
    )
);

}  // namespace

}  // namespace rds::text
