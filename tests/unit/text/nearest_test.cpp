#include "server/text/suggest.hpp"

#include <gtest/gtest.h>

#include <array>

namespace rds::text {

namespace {

TEST(EditDistance, CountsInsertionsDeletionsAndReplacements) {
    EXPECT_EQ(edit_distance("port", "port"), 0U);
    EXPECT_EQ(edit_distance("port", "prt"), 1U);
    EXPECT_EQ(edit_distance("port", "poort"), 1U);
    EXPECT_EQ(edit_distance("port", "part"), 1U);
    EXPECT_EQ(edit_distance("port", "prot"), 2U);
    EXPECT_EQ(edit_distance("", "port"), 4U);
    EXPECT_EQ(edit_distance("port", ""), 4U);
}

TEST(EditDistance, IgnoresCase) {
    EXPECT_EQ(edit_distance("Port", "pORT"), 0U);
}

TEST(Beginning, IsOneWhateverItsCase) {
    EXPECT_TRUE(begins_with("Throttling.User", "throttling"));
    EXPECT_TRUE(begins_with("port", "port"));
    EXPECT_TRUE(begins_with("port", ""));
    EXPECT_FALSE(begins_with("port", "ports"));
    EXPECT_FALSE(begins_with("port", "ort"));
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
