#include "server/api/catalog.hpp"

#include <gmock/gmock.h>

namespace rds::api {

namespace {

constexpr std::string_view kOther = "2016-04-28";

Catalog catalog() {
    return Catalog{{
        {.name = "UntagResources", .summary = "Of RDS."},
        {.name = "DescribeRegions", .summary = "Of another product.", .version = kOther},
        {.name = "DescribeRegions", .summary = "Of RDS."},
        {.name = "CreateVpc", .summary = "Of another product.", .version = kOther},
    }};
}

TEST(Catalog, FindsAnActionByItsNameInAnyCase) {
    auto const actions = catalog();

    EXPECT_EQ(actions.find("UnTagResources")->name, "UntagResources");
    EXPECT_EQ(actions.find("UntagResource"), nullptr);
}

TEST(Catalog, FindsTheActionOfTheProductWhoseVersionIsGiven) {
    auto const actions = catalog();

    EXPECT_EQ(actions.find("DescribeRegions")->version, kRdsVersion);
    EXPECT_EQ(actions.find("DescribeRegions", kRdsVersion)->version, kRdsVersion);
    EXPECT_EQ(actions.find("DescribeRegions", kOther)->version, kOther);
    EXPECT_EQ(actions.find("CreateVpc"), nullptr);
    EXPECT_EQ(actions.find("CreateVpc", "1999-01-01"), nullptr);
}

TEST(Catalog, ListsItsVersionsOnceAndInOrder) {
    EXPECT_THAT(catalog().versions(), testing::ElementsAre(kRdsVersion, kOther));
}

}  // namespace

}  // namespace rds::api
