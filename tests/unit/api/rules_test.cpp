#include "server/api/rules.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace rds::api {

namespace {

// What makes a rule usable by the contract tests: its samples lie on the sides that it says.
class EveryRule : public testing::TestWithParam<Rule> {};

TEST_P(EveryRule, HoldsForItsKeepingSamplesAndNotForItsBreakingOnes) {
    auto const& rule = GetParam();

    EXPECT_FALSE(rule.keeping.empty());
    EXPECT_FALSE(rule.breaking.empty());
    for (auto const& text : rule.keeping)
        EXPECT_TRUE(rule.holds(text)) << text;
    for (auto const& text : rule.breaking)
        EXPECT_FALSE(rule.holds(text)) << text;
}

INSTANTIATE_TEST_SUITE_P(
    Rules,
    EveryRule,
    testing::Values(
        whole_number(0, 9),
        whole_number(
            std::numeric_limits<std::int32_t>::min(),
            std::numeric_limits<std::int32_t>::max()
        ),
        whole_number(
            std::numeric_limits<std::int64_t>::min(),
            std::numeric_limits<std::int64_t>::max()
        ),
        minus_one_or_between(7, 730),
        one_of({"Automated", "Manual"}),
        ascii(),
        at_most_characters(64),
        characters(2, 64),
        plain_name(64, "-_"),
        engine_name(64, "-_", Capitals::refused),
        engine_name(32, "_", Capitals::allowed),
        password(),
        address(),
        address_or_block(),
        comma_list(address_or_block(), 1000),
        time_to_second(),
        time_to_minute(),
        time_of_day_span(),
        json_object()
    )
);

TEST(WholeNumber, IsAnOptionalMinusAndDigitsAndNothingElse) {
    std::int64_t number = 0;

    EXPECT_TRUE(parse_whole_number("-7", number));
    EXPECT_EQ(number, -7);
    EXPECT_TRUE(parse_whole_number("0", number));
    EXPECT_EQ(number, 0);
    EXPECT_TRUE(parse_whole_number("9223372036854775807", number));
    for (auto const* const text :
         {"",
          "-",
          "--1",
          "+1",
          " 1",
          "1 ",
          "1.0",
          "1e3",
          "01",
          "-01",
          "00",
          "9223372036854775808",
          "18446744073709551617",  // 1 to whoever keeps 64 bits
          "0x1",
          "1,2",
          "1_000",
          "1 OR 1=1",
          "[1]",
          "\"1\"",
          "true",
          "\xEF\xBC\x91"}) {  // a full-width 1
        EXPECT_FALSE(parse_whole_number(text, number)) << text;
    }
}

TEST(OneOf, ComparesCase) {
    EXPECT_FALSE(one_of({"Manual"}).holds("manual"));
}

}  // namespace

}  // namespace rds::api
