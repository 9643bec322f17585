#include "server/text/escape.hpp"

#include <gtest/gtest.h>

#include <array>

namespace rds::text {

namespace {

TEST(Printable, LeavesPrintableAsciiAlone) {
    EXPECT_EQ(printable("a ~\"100%"), "a ~\"100%");
}

TEST(Printable, WritesOtherBytesAsTheirHexDigits) {
    EXPECT_EQ(printable(std::string_view{"a\n\x1b\x7f\xc3\xa9\0b", 8}), "a%0A%1B%7F%C3%A9%00b");
}

TEST(Printable, TellsAPercentSignFromAByteItWrote) {
    EXPECT_EQ(printable("%0A"), "%250A");
    EXPECT_EQ(printable("%0a"), "%250a");
    EXPECT_EQ(printable("%0"), "%0");
}

TEST(Printable, MarksWhereItCut) {
    EXPECT_EQ(printable("abcd", 4), "abcd");
    EXPECT_EQ(printable("abcde", 4), "abcd...");
    EXPECT_EQ(printable(std::string(65, 'a')), std::string(64, 'a') + "...");
}

TEST(Quoted, StandsBetweenDoubleQuotes) {
    EXPECT_EQ(quoted("a\n"), "\"a%0A\"");
}

TEST(Joined, ReadsLikeASentence) {
    std::array<std::string, 3> const names{"a", "b", "c"};

    EXPECT_EQ(joined(names, "or"), "a, b or c");
    EXPECT_EQ(joined(std::array<std::string, 2>{"a", "b"}, "and"), "a and b");
    EXPECT_EQ(joined(std::array<std::string, 1>{"a"}, "or"), "a");
    EXPECT_EQ(joined(std::array<std::string, 0>{}, "or"), "");
}

TEST(OneLine, LeavesPercentSignsAndEscapesWhatWouldEndTheLine) {
    EXPECT_EQ(one_line("\"%C3%A9\" 100%\r\n\x7F", 64), "\"%C3%A9\" 100%%0D%0A%7F");
    EXPECT_EQ(one_line("abcd", 3), "abc...");
}

}  // namespace

}  // namespace rds::text
