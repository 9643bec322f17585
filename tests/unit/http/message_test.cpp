#include "server/http/message.hpp"

#include <gtest/gtest.h>

namespace rds::http {
namespace {

TEST(Fields, KeepTheirOrderAndSpelling) {
    Fields fields;
    fields.add("B", "1");
    fields.add("a", "");
    fields.add("", "2");

    ASSERT_EQ(fields.size(), 3U);
    EXPECT_EQ(fields[0].first, "B");
    EXPECT_EQ(fields[0].second, "1");
    EXPECT_EQ(fields[1].first, "a");
    EXPECT_EQ(fields[1].second, "");
    EXPECT_EQ(fields[2].first, "");
    EXPECT_EQ(fields[2].second, "2");
}

TEST(Fields, ReplaceAllOfAName) {
    Fields fields;
    fields.add("Content-Type", "first");
    fields.add("ETag", "x");
    fields.add("content-type", "second");

    fields.replace("CONTENT-TYPE", "only");

    EXPECT_EQ(fields.size(), 2U);
    EXPECT_EQ(fields.count("Content-Type"), 1U);
    EXPECT_EQ(fields.find("Content-Type"), "only");
    EXPECT_EQ(fields.find("ETag"), "x");
}

TEST(Fields, FindTheLastOfANameWithoutRegardToCase) {
    Fields fields;
    fields.add("Content-Type", "first");
    fields.add("content-TYPE", "last");
    fields.add("Content-Types", "other");

    EXPECT_EQ(fields.find("CONTENT-type"), "last");
}

TEST(Fields, TellAnEmptyValueFromNone) {
    Fields fields;
    fields.add("Empty", "");

    EXPECT_EQ(fields.find("empty"), "");
    EXPECT_EQ(fields.find("absent"), std::nullopt);
    EXPECT_EQ(fields.value_or_empty("absent"), "");
}

TEST(Request, SplitsItsTargetAtTheFirstQuestionMark) {
    Request request;

    request.target = "/path?a=1?b";
    EXPECT_EQ(request.path(), "/path");
    EXPECT_EQ(request.query(), "a=1?b");

    request.target = "/path?";
    EXPECT_EQ(request.path(), "/path");
    EXPECT_EQ(request.query(), "");

    request.target = "*";
    EXPECT_EQ(request.path(), "*");
    EXPECT_EQ(request.query(), "");
}

}  // namespace
}  // namespace rds::http
