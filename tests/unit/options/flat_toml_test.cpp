#include "server/options/flat_toml.hpp"

#include "server/options/given.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rds::options {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> values_of(std::string_view text) {
    auto const members = read_flat_toml(text, "f");
    EXPECT_EQ(members.size(), 1U);
    return members.empty() ? std::vector<std::string>{} : members.front().values;
}

TEST(FlatToml, ReadsMembersWithTheirLines) {
    auto const members = read_flat_toml("# first\r\na = 1\r\n\r\n  b-c=true # last", "f");

    ASSERT_EQ(members.size(), 2U);
    EXPECT_EQ(members[0].name, "a");
    EXPECT_EQ(members[0].line, 2);
    EXPECT_THAT(members[0].values, ElementsAre("1"));
    EXPECT_FALSE(members[0].is_array);
    EXPECT_EQ(members[1].name, "b-c");
    EXPECT_EQ(members[1].line, 4);
    EXPECT_THAT(members[1].values, ElementsAre("true"));
}

TEST(FlatToml, ReadsTextsWithAllThatMayStandInThem) {
    EXPECT_THAT(values_of(R"(a = "x # = , [ \" \\ \n")"), ElementsAre("x # = , [ \" \\ \n"));
    EXPECT_THAT(values_of(R"(a = 'x " \n # ')"), ElementsAre(R"(x " \n # )"));
    EXPECT_THAT(values_of(R"(a = "")"), ElementsAre(""));
    EXPECT_THAT(values_of(R"("a" = 'b')"), ElementsAre("b"));
}

TEST(FlatToml, ReadsNumbersAndDates) {
    EXPECT_THAT(values_of("a = -1.5e3"), ElementsAre("-1.5e3"));
    EXPECT_THAT(values_of("a = 2026-01-02T03:04:05.678Z"), ElementsAre("2026-01-02T03:04:05.678Z"));
}

TEST(FlatToml, ReadsArraysOverSeveralLines) {
    EXPECT_THAT(values_of("a = [\n  'x', # one\n  \"y\",\n]\n"), ElementsAre("x", "y"));
    EXPECT_THAT(values_of("a = [1,2]"), ElementsAre("1", "2"));
    EXPECT_THAT(values_of("a = []"), IsEmpty());
}

struct Refused {
    std::string_view text;
    std::string_view message;
};

class BadToml : public testing::TestWithParam<Refused> {};

TEST_P(BadToml, IsRefusedWithItsLine) {
    try {
        read_flat_toml(GetParam().text, "f");
        FAIL() << "not refused: " << GetParam().text;
    } catch (UsageError const& error) {
        EXPECT_EQ(error.what(), GetParam().message);
    }
}

constexpr std::string_view kNoValue =
    "f:1: expected a text in quotes, a number, true, false or an array of these";

INSTANTIATE_TEST_SUITE_P(
    Texts,
    BadToml,
    testing::Values(
        Refused{"\n[server]\n", "f:2: tables are not used here: write each option as name = value"},
        Refused{"port", "f:1: expected a line like port = 2014"},
        Refused{"= 1", "f:1: expected a line like port = 2014"},
        Refused{"a.b = 1", "f:1: expected a line like port = 2014"},
        Refused{"a =", kNoValue},
        Refused{"a = yes", kNoValue},
        Refused{"a = [[1]]", kNoValue},
        Refused{"a = [1", "f:1: expected , or ] in the array"},
        Refused{"a = [1 2]", "f:1: expected , or ] in the array"},
        Refused{"a = [", kNoValue},
        Refused{"a = 1 2", "f:1: unexpected \"2\" after the value"},
        Refused{"a = 1\na = 2", "f:2: a is given twice"},
        Refused{"a = \"x\n\"", "f:1: the text that begins with \" does not end"},
        Refused{"a = 'x", "f:1: the text that begins with ' does not end"},
        Refused{
            "a = \"x\\",
            "f:1: expected one of \\\" \\\\ \\n \\r \\t; between single quotes \\ is itself"},
        Refused{
            "a = \"\\u0041\"",
            "f:1: expected one of \\\" \\\\ \\n \\r \\t; between single quotes \\ is itself"},
        Refused{"a = \"\"\"x\"\"\"", "f:1: multi-line texts are not used here"}
    )
);

}  // namespace

}  // namespace rds::options
