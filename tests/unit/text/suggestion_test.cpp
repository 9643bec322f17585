#include "server/text/suggest.hpp"

#include <gmock/gmock.h>

#include <string_view>
#include <vector>

namespace rds::text {

namespace {

std::vector<std::string_view> const kCodes{
    "Throttling.User",
    "InternalError",
    "ServiceUnavailable"};

TEST(Suggestion, IsTheNameWithFewEdits) {
    EXPECT_EQ(near_name("InternalEror", kCodes), R"(; did you mean "InternalError"?)");
    EXPECT_EQ(near_name("Forbidden", kCodes), "");
}

TEST(Suggestion, IsTheNameOfWhichABeginningWasGiven) {
    EXPECT_EQ(near_name("throttling", kCodes), R"(; did you mean "Throttling.User"?)");
    EXPECT_EQ(near_name("Int", kCodes), R"(; did you mean "InternalError"?)");
    EXPECT_EQ(near_name("", kCodes), "");
    EXPECT_EQ(near_name("rm-", {"rm-one", "rm-two"}), "") << "of several";
}

TEST(Suggestion, IsEveryNameIfNoneIsNear) {
    EXPECT_EQ(
        near_or_known("Forbidden", kCodes),
        R"(; known: "Throttling.User", "InternalError" and "ServiceUnavailable")"
    );
    EXPECT_EQ(near_or_known("Forbidden", {}), "; there is none");
    EXPECT_EQ(
        near_or_known("Forbidden", std::vector<std::string_view>(25, "x")),
        R"(; the nearest of 25 are "x", "x", "x", "x" and "x")"
    );
}

TEST(Suggestion, ListsTheNearestFirstAndEqualsInTheirOrder) {
    std::vector<std::string_view> const known{"far away", "abd", "abx", "abc"};
    EXPECT_THAT(nearest_few("abc", known, 3), testing::ElementsAre("abc", "abd", "abx"));
    EXPECT_THAT(nearest_few("abc", known, 9), testing::SizeIs(4));
}

TEST(Suggestion, EndsAsASentence) {
    EXPECT_EQ(sentence("No plan \"x\"; did you mean \"y\"?"), "No plan \"x\"; did you mean \"y\"?");
    EXPECT_EQ(sentence("No plan \"x\""), "No plan \"x\".");
}

}  // namespace

}  // namespace rds::text
