#include "tests/unit/codec/refusal.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rds::codec {

namespace {

std::string nested(std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
}

std::vector<Refusal> const kSyntaxRefusals{
    {"NoText", "", "", "empty"},
    {"OnlyAComment", "// nothing", "", "line 1, column 11"},
    {"AMissingComma", "{\n  \"plans\": []\n  \"faults\": []\n}", "", "line 3, column 3"},
    {"ATrailingComma", "{\"plans\": [],\n}", "", "line 2, column 1"},
    {"TwoDocuments", "{} {}", "", "line 1, column 4"},
    {"ACommentWithoutEnd", "{} /* ", "", "line 1, column 7"},
    {"ANumberBeyondDouble", R"({"backupJobs": [{"id": 1e999}]})", "", "line 1, column 24"},
    {"ANumberThatNoDoubleIsNear",
     R"({"clock": {"speed": 1.00000000000000001e-342}})",
     "",
     "line 1, column 21"},
    {"NoUtf8", "{\"plans\": [\"\xC3\x28\"]}", "", "line 1, column 13"},
    {"ColumnsAreCharacters", "{\"\xC3\xA9\": x}", "", "line 1, column 7"},
    {"ANulAfterTheDocument", std::string{"{}\0{", 4}, "", "U+0000"},
    {"ANulWithinAText", R"({"instances": [{"id": "rm-a\u0000b"}]})", "/instances/0/id", "U+0000"},
    {"AMemberTwice",
     R"({"instances": [{"id": "rm-a", "id": "rm-b"}]})",
     "/instances/0/id",
     "twice"},
    {"TooDeep", nested(40), "", "32"},
    {"FarTooDeep", nested(200'000), "", "32"},
    {"DeepAndUnclosed", std::string(100'000, '['), "", "line 1, column 100001"},
};

TEST(FixtureSyntax, IsRefusedWhereItIsWrong) {
    expect_refused(kSyntaxRefusals);
}

}  // namespace

}  // namespace rds::codec
