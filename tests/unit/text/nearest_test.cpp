#include "server/text/suggest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace rds::text {

namespace {

TEST(EditDistance, CountsInsertionsDeletionsAndReplacements) {
    EXPECT_EQ(edit_distance("port", "port", 0), 0U);
    EXPECT_EQ(edit_distance("port", "prt", 4), 1U);
    EXPECT_EQ(edit_distance("port", "poort", 4), 1U);
    EXPECT_EQ(edit_distance("port", "part", 4), 1U);
    EXPECT_EQ(edit_distance("port", "prot", 4), 2U);
    EXPECT_EQ(edit_distance("", "port", 4), 4U);
    EXPECT_EQ(edit_distance("port", "", 4), 4U);
    EXPECT_EQ(edit_distance("", "", 0), 0U);
}

TEST(EditDistance, IgnoresCase) {
    EXPECT_EQ(edit_distance("Port", "pORT", 4), 0U);
}

// What a whole table says, for every two names of up to four letters out of two.
std::size_t every_edit(std::string_view left, std::string_view right) {
    if (left.empty() || right.empty()) return std::max(left.size(), right.size());
    auto const rest_of_left = left.substr(1);
    auto const rest_of_right = right.substr(1);
    if (left.front() == right.front()) return every_edit(rest_of_left, rest_of_right);
    return 1 + std::min(
                   {every_edit(rest_of_left, right),
                    every_edit(left, rest_of_right),
                    every_edit(rest_of_left, rest_of_right)}
               );
}

TEST(EditDistance, IsOneMoreThanTheMostForAllThatAreFurther) {
    std::vector<std::string> names{""};
    for (std::size_t index = 0; names[index].size() < 4; ++index) {
        auto const shorter = names[index];
        for (auto const letter : {'a', 'b'})
            names.push_back(shorter + letter);
    }
    for (auto const& left : names) {
        for (auto const& right : names) {
            for (std::size_t most = 0; most < 5; ++most) {
                EXPECT_EQ(
                    edit_distance(left, right, most),
                    std::min(every_edit(left, right), most + 1)
                ) << left
                  << " " << right << " " << most;
            }
        }
    }
}

// A table of all cells would have 4 TB.
TEST(EditDistance, OfLongNamesCostsTheirLengthAlone) {
    std::string const left(1'000'000, 'a');
    EXPECT_EQ(edit_distance(left, left + "b", 4), 1U);
    EXPECT_EQ(edit_distance(left, std::string(1'000'000, 'b'), 4), 5U);
}

constexpr std::array<std::string_view, 3> kNames{"CreateBackup", "DeleteBackup", "DescribeBackups"};

TEST(Nearest, IsTheCandidateWithTheFewestEdits) {
    EXPECT_EQ(nearest("DeletBackup", kNames, 3), "DeleteBackup");
}

TEST(Nearest, IsNoCandidateFurtherThanAllowed) {
    EXPECT_EQ(nearest("CreateBac", kNames, 3), "CreateBackup");
    EXPECT_EQ(nearest("CreateBac", kNames, 2), std::nullopt);
    EXPECT_EQ(nearest("CreateBackup", {}, 2), std::nullopt);
}

TEST(Nearest, IsTheFirstOfEquals) {
    constexpr std::array<std::string_view, 2> kEquals{"ab", "ac"};
    EXPECT_EQ(nearest("ad", kEquals, 1), "ab");
}

}  // namespace

}  // namespace rds::text
