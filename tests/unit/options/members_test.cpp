#include "server/program/members.hpp"

#include "server/program/given.hpp"

#include <gmock/gmock.h>

namespace rds::options {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

std::vector<std::string> values_of(std::string_view text) {
    auto const members = read_members(text, "f");
    EXPECT_EQ(members.size(), 1U);
    return members.empty() ? std::vector<std::string>{} : members.front().values;
}

std::string refusal_of(std::string_view text) {
    try {
        read_members(text, "f");
    } catch (UsageError const& error) {
        return error.what();
    }
    return "not refused";
}

TEST(Members, AreReadWithTheirLines) {
    auto const members = read_members("# first\r\na = 1\r\n\r\n  b-c=true # last", "f");

    ASSERT_EQ(members.size(), 2U);
    EXPECT_EQ(members[0].name, "a");
    EXPECT_EQ(members[0].line, 2U);
    EXPECT_THAT(members[0].values, ElementsAre("1"));
    EXPECT_FALSE(members[0].is_array);
    EXPECT_EQ(members[1].name, "b-c");
    EXPECT_EQ(members[1].line, 4U);
    EXPECT_THAT(members[1].values, ElementsAre("true"));
}

TEST(Members, AreTheTextThatAFlagWouldHave) {
    EXPECT_THAT(values_of(R"(a = "x # = , [ \" \\ \n")"), ElementsAre("x # = , [ \" \\ \n"));
    EXPECT_THAT(values_of(R"(a = 'x " \n # ')"), ElementsAre(R"(x " \n # )"));
    EXPECT_THAT(values_of(R"(a = "")"), ElementsAre(""));
    EXPECT_THAT(values_of("a = -7"), ElementsAre("-7"));
    EXPECT_THAT(values_of("a = 60.5"), ElementsAre("60.5"));
    EXPECT_THAT(values_of("a = 2026-01-02T03:04:05.678Z"), ElementsAre("2026-01-02T03:04:05.678Z"));
}

TEST(Members, MayBeArraysOverSeveralLines) {
    EXPECT_THAT(values_of("a = [\n  'x', # one\n  \"y\",\n]\n"), ElementsAre("x", "y"));
    EXPECT_THAT(values_of("a = []"), IsEmpty());
}

TEST(Members, AreRefusedWithTheirLineWhereTheyAreNoOptions) {
    EXPECT_EQ(
        refusal_of("\n[server]\n"),
        "f:2: server must be a text, a number, true, false or an array of these"
    );
    EXPECT_EQ(
        refusal_of("a = [[1]]"),
        "f:1: a must be a text, a number, true, false or an array of these"
    );
}

TEST(Members, AreRefusedWithTheirLineWhereTomlPlusPlusWouldAssert) {
    EXPECT_EQ(refusal_of("a = 1\nb = 2026-01-02 0\nc = 3\n"), "f:2: this is not TOML");
    EXPECT_EQ(refusal_of("b = 2026-01-02 0 "), "f:1: this is not TOML");
    EXPECT_EQ(refusal_of("a = 1\n\n[[["), "f:3: this is not TOML");
}

TEST(Members, AreOtherThanAsciiInsideOfTextsAlone) {
    EXPECT_THAT(values_of("a = \"\"\"\\\n\u00E9\"\"\""), ElementsAre("\u00E9"));
    EXPECT_THAT(refusal_of("a = \u00E9"), StartsWith("f:1: "));
    EXPECT_THAT(refusal_of("\u3042 = 1"), StartsWith("f:1: "));
}

TEST(Members, AreRefusedWithTheirLineWhereTheTomlIsBroken) {
    for (auto const* const text :
         {"\nport", "\n= 1", "\na = yes", "\na = [1", "\na = 1 2", "a = 1\na = 2", "\na = \"x\n"}) {
        EXPECT_THAT(refusal_of(text), StartsWith("f:2: ")) << text;
    }
}

}  // namespace

}  // namespace rds::options
