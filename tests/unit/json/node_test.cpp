#include "server/json/node.hpp"

#include "server/json/invalid.hpp"
#include "server/json/parse.hpp"

#include <gmock/gmock.h>

#include <functional>
#include <string>
#include <string_view>

namespace rds::json {

namespace {

struct JsonNode : testing::Test {
    static std::string said(std::function<void()> const& refuse) {
        try {
            refuse();
        } catch (Invalid const& invalid) {
            return invalid.what();
        }
        return "nothing";
    }

    std::string const source = "mine.json";
    rapidjson::Document const document = parse(
        R"({"rows": [{"a/b": 1}, {"a~b": [[2, 3]], "": true}], "one": {"two": "x"}})",
        source
    );
    Node const root{document, source};
};

TEST_F(JsonNode, HasThePointerThatLeadsToIt) {
    EXPECT_EQ(root.pointer(), "");
    auto const rows = root.objects("rows");
    EXPECT_EQ(rows[0].pointer(), "/rows/0");
    EXPECT_EQ(rows[0].pointer_to("a/b"), "/rows/0/a~1b");
    auto const lists = rows[1].find("a~b");
    ASSERT_TRUE(lists);
    auto const list = lists->element(0);
    EXPECT_EQ(list.element(1).pointer(), "/rows/1/a~0b/0/1");
    EXPECT_EQ(rows[1].members()[1].pointer(), "/rows/1/");
    EXPECT_EQ(root.object("one").pointer(), "/one");
    EXPECT_FALSE(root.find("three"));
}

TEST_F(JsonNode, StandsWhereTheDocumentDoesInALargerOne) {
    Node const part{document, source, "/policies/7"};
    EXPECT_EQ(part.pointer(), "/policies/7");
    EXPECT_EQ(part.object("one").pointer_to("two"), "/policies/7/one/two");
}

TEST(Json, NamesTheEncodingOfATextInUtf16) {
    using namespace std::string_view_literals;
    for (auto const text : {"\xff\xfe{\0}\0"sv, "\xfe\xff\0{\0}"sv, "{\0}\0"sv, "\0{\0}"sv}) {
        try {
            parse(text, "mine.json");
            FAIL();
        } catch (Invalid const& error) {
            EXPECT_THAT(error.what(), testing::HasSubstr("UTF-16"));
        }
    }
}

TEST_F(JsonNode, RefusesAValueWhereItStands) {
    auto const one = root.object("one");
    EXPECT_EQ(said([&] { one.refuse("two", "is wrong"); }), R"(mine.json: /one/two: "x" is wrong)");
    EXPECT_EQ(
        said([&] { one.refuse("three", "is wrong"); }),
        "mine.json: /one/three: nothing is wrong"
    );
    EXPECT_EQ(said([&] { one.refuse("is wrong"); }), "mine.json: /one: is wrong");
}

TEST_F(JsonNode, IsReadByTheNamesOfItsMembers) {
    auto const one = root.object("one");
    EXPECT_EQ(one.text("two"), "x");
    EXPECT_EQ(one.text("three", "y"), "y");
    EXPECT_EQ(one.scalar("three", 3), 3);
    EXPECT_EQ(one.members()[0].name(), "two");
    EXPECT_TRUE(root.objects("three").empty());
}

}  // namespace

}  // namespace rds::json
