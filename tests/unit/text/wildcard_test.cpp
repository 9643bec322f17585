#include "server/text/ascii.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rds::text {

namespace {

bool matches(std::string_view text, std::string_view pattern) {
    return matches_wildcard(text, pattern, Case::heeded);
}

TEST(Wildcard, WithoutAnyIsTheTextItself) {
    EXPECT_TRUE(matches("", ""));
    EXPECT_TRUE(matches("abc", "abc"));
    EXPECT_FALSE(matches("abc", "ab"));
    EXPECT_FALSE(matches("ab", "abc"));
    EXPECT_FALSE(matches("abc", ""));
}

TEST(Wildcard, AStarStandsForAnyCharactersAndForNone) {
    EXPECT_TRUE(matches("", "*"));
    EXPECT_TRUE(matches("abc", "*"));
    EXPECT_TRUE(matches("abc", "a*c"));
    EXPECT_TRUE(matches("ac", "a*c"));
    EXPECT_TRUE(matches("abcbc", "a*bc"));
    EXPECT_TRUE(matches("abc", "***abc***"));
    EXPECT_FALSE(matches("abcd", "a*c"));
    EXPECT_TRUE(matches("xaxbxcx", "*a*b*c*"));
    EXPECT_FALSE(matches("xaxcxbx", "*a*b*c*"));
}

TEST(Wildcard, AQuestionMarkStandsForOneCharacter) {
    EXPECT_TRUE(matches("abc", "a?c"));
    EXPECT_FALSE(matches("ac", "a?c"));
    EXPECT_FALSE(matches("", "?"));
    EXPECT_TRUE(matches("abc", "*???"));
    EXPECT_FALSE(matches("abc", "*????"));
}

TEST(Wildcard, ACharacterMayHaveSeveralBytes) {
    EXPECT_TRUE(matches("é", "?"));
    EXPECT_FALSE(matches("é", "??"));
    EXPECT_FALSE(matches("é", "*??"));
    EXPECT_TRUE(matches("データ", "?ー?"));
}

TEST(Wildcard, IgnoresCaseOnlyIfAskedTo) {
    EXPECT_FALSE(matches("ABC", "a*"));
    EXPECT_TRUE(matches_wildcard("ABC", "a?c", Case::ignored));
    EXPECT_FALSE(matches_wildcard("É", "é", Case::ignored));
    EXPECT_TRUE(equals_ignoring_case("aZ[", "Az["));
    EXPECT_FALSE(equals_ignoring_case("[", "{"));
    EXPECT_FALSE(equals_ignoring_case("a", "ab"));
    EXPECT_FALSE(equals_ignoring_case("\xC4", "\xE4"));
}

// With backtracking over every star this would not end in anyone's lifetime.
TEST(Wildcard, TakesManyStarsOverALongText) {
    std::string pattern;
    for (int i = 0; i < 200; ++i)
        pattern += "*a";

    EXPECT_FALSE(matches(std::string(20'000, 'a'), pattern + "*b"));
    EXPECT_TRUE(matches(std::string(20'000, 'a'), pattern));
}

}  // namespace

}  // namespace rds::text
