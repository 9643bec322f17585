#include "server/gateway/wire/parameters.hpp"

#include <gmock/gmock.h>

namespace rds::gateway {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs pairs(api::Arguments const& arguments) {
    Pairs all;
    for (auto const& [name, value] : arguments.all())
        all.emplace_back(name, value);
    return all;
}

Pairs read(std::string_view text) {
    api::Arguments arguments;
    EXPECT_EQ(read_query(text, arguments), "") << text;
    return pairs(arguments);
}

Pairs read_json(std::string_view text) {
    api::Arguments arguments;
    EXPECT_EQ(read_json_body(text, arguments), "") << text;
    return pairs(arguments);
}

std::string json_problem(std::string_view text) {
    api::Arguments arguments;
    return read_json_body(text, arguments);
}

TEST(Query, DecodesPercentSignsInEitherCaseAndPlusAsASpace) {
    EXPECT_EQ(read("a=%2F%2f+b&%41=1"), (Pairs{{"a", "// b"}, {"A", "1"}}));
}

TEST(Query, KeepsOrderAndRepetitionAndEmptyValues) {
    EXPECT_EQ(read("b=1&a=&b=2&c"), (Pairs{{"b", "1"}, {"a", ""}, {"b", "2"}, {"c", ""}}));
}

TEST(Query, SkipsEmptyPairs) {
    EXPECT_EQ(read("&&a=1&"), (Pairs{{"a", "1"}}));
}

TEST(Query, KeepsEqualSignsOfTheValue) {
    EXPECT_EQ(read("a=b=c="), (Pairs{{"a", "b=c="}}));
}

TEST(Query, RefusesAPercentSignThatTwoHexDigitsDoNotFollowAndReadsTheRest) {
    for (auto const* const text : {"a=%&z=1", "a=%4&z=1", "a=%4g&z=1", "%zz=1&z=1", "z=1&b=%+1"}) {
        api::Arguments arguments;
        EXPECT_NE(read_query(text, arguments), "") << text;
        EXPECT_EQ(pairs(arguments), (Pairs{{"z", "1"}})) << text;
    }
}

TEST(Query, NamesTheParameterWithTheFirstBrokenPercentSign) {
    api::Arguments arguments;

    EXPECT_THAT(
        read_query("a=1&DB%4Eame=rm-%41%4g&b=%", arguments),
        testing::StartsWith("DBName ")
    );
    EXPECT_THAT(read_query("%zz=1", arguments), testing::HasSubstr("\"%zz\""));
}

TEST(Query, ShowsNothingOfWhatIsNoName) {
    api::Arguments arguments;

    auto const problem = read_query(R"({"AccountPassword":"s3cret 100%"})", arguments);

    EXPECT_THAT(problem, testing::HasSubstr("percent sign"));
    EXPECT_THAT(problem, testing::Not(testing::HasSubstr("s3cret")));
}

TEST(Query, StopsOneBeyondTheLimit) {
    api::Arguments arguments;

    EXPECT_EQ(read_query("a=1&b=2&c=3&d=4", arguments, {.parameters = 2}), "");

    EXPECT_EQ(pairs(arguments), (Pairs{{"a", "1"}, {"b", "2"}, {"c", "3"}}));
}

TEST(Arguments, CountTheLastOfARepeatedNameAndAnEmptyOneAsNotGiven) {
    api::Arguments arguments;
    read_query("a=1&a=2&b=1&b=", arguments);

    EXPECT_EQ(arguments.find("a"), "2");
    EXPECT_EQ(arguments.find("b"), std::nullopt);
    EXPECT_EQ(arguments.find("c"), std::nullopt);
}

TEST(JsonBody, TurnsScalarsIntoTheirText) {
    EXPECT_EQ(
        read_json(R"({"a":"x","b":4762614,"c":true,"d":1.50,"e":null})"),
        (Pairs{{"a", "x"}, {"b", "4762614"}, {"c", "true"}, {"d", "1.50"}, {"e", ""}})
    );
}

TEST(JsonBody, NumbersWhatIsNestedAsTheQueryFormDoes) {
    EXPECT_EQ(
        read_json(
            R"({"Tag":[{"Key":"env","Value":"test"},{"Key":"a"}],"Ids":["x","y"],"o":{"p":1}})"
        ),
        (Pairs{
            {"Tag.1.Key", "env"},
            {"Tag.1.Value", "test"},
            {"Tag.2.Key", "a"},
            {"Ids.1", "x"},
            {"Ids.2", "y"},
            {"o.p", "1"}})
    );
}

TEST(JsonBody, KeepsEmptyNamesOnThePath) {
    EXPECT_EQ(
        read_json(R"({"":1,"a":{"":2},"b":{"":{"c":3}},"":{"d":4}})"),
        (Pairs{{"", "1"}, {"a.", "2"}, {"b..c", "3"}, {".d", "4"}})
    );
}

TEST(JsonBody, MustBeAnObject) {
    for (auto const* const text : {"[]", "1", R"("a")", "[[1]]"}) {
        EXPECT_EQ(json_problem(text), "the body must be a JSON object") << text;
    }
}

TEST(JsonBody, SaysWhereItBreaks) {
    EXPECT_THAT(
        json_problem(R"({"a":})"),
        testing::StartsWith("the body is not valid JSON at byte 5")
    );
    EXPECT_NE(json_problem("{\"a\":\"\xFF\"}"), "");
    EXPECT_NE(json_problem(R"({"a":1} x)"), "");
}

TEST(JsonBody, IsRefusedWithANulWhereverItStands) {
    using namespace std::string_view_literals;
    EXPECT_EQ(json_problem("{}\0{}"sv), "the body is not valid JSON at byte 2: NUL");
    EXPECT_NE(json_problem("{\"a\0\":1}"sv), "");
    EXPECT_NE(json_problem("\0"sv), "");
}

TEST(JsonBody, IsRefusedBeyondTheLimitOfParameters) {
    api::Arguments arguments;

    EXPECT_EQ(read_json_body(R"({"a":[1,2,3]})", arguments, {.parameters = 3}), "");
    EXPECT_EQ(
        read_json_body(R"({"b":4})", arguments, {.parameters = 3}),
        "there are more than 3 parameters (--max-parameters)"
    );
}

TEST(JsonBody, IsRefusedWhereNestingMakesANameTooLong) {
    auto const inside = [](std::size_t outer) {
        return "{\"" + std::string(outer, 'a') + R"(":{"b":[1]}})";
    };

    EXPECT_EQ(json_problem(inside(kLongestName - 4)), "");
    EXPECT_THAT(
        json_problem(inside(kLongestName - 3)),
        testing::StartsWith("the name of a parameter has 257 bytes; at most 256 are taken: \"aaa")
    );
}

TEST(JsonBody, DoesNotMultiplyALongName) {
    auto text = "{\"" + std::string(500'000, 'a') + "\":[1";
    for (int i = 0; i < 900; ++i)
        text += ",1";
    text += "]}";
    api::Arguments arguments;

    EXPECT_NE(read_json_body(text, arguments), "");

    EXPECT_TRUE(arguments.all().empty());
}

TEST(JsonBody, IsRefusedBeyondSixteenLevelsHoweverDeepItGoes) {
    auto const nested = [](std::size_t levels) {
        std::string text = R"({"a":)";
        text += std::string(levels, '[') + "1" + std::string(levels, ']') + "}";
        return text;
    };

    EXPECT_EQ(json_problem(nested(15)), "");
    EXPECT_EQ(json_problem(nested(16)), "the body is nested more than 16 levels deep");
    EXPECT_EQ(json_problem(nested(1'000'000)), "the body is nested more than 16 levels deep");
}

}  // namespace

}  // namespace rds::gateway
