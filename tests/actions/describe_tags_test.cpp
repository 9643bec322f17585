#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{"DescribeTags", R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

constexpr std::string_view kTagged = R"({"instances": [
    {"id": "rm-a", "tags": {"env": "test", "team": "shop"}},
    {"id": "rm-b", "tags": {"env": "test"}},
    {"id": "rm-c", "tags": {"env": "prod"}, "regionId": "cn-beijing"}
]})";

TEST(DescribeTags, ListsEachTagOfTheRegionWithItsInstances) {
    kit::EmulatorUnderTest emulator{kTagged};

    auto const answer = emulator.ask(call("DescribeTags").with("RegionId", "cn-hangzhou"));

    EXPECT_THAT(
        answer.body(),
        testing::StartsWith(
            R"({"Items":{"TagInfos":[)"
            R"({"TagKey":"env","TagValue":"test","DBInstanceIds":{"DBInstanceIds":["rm-a","rm-b"]}},)"
            R"({"TagKey":"team","TagValue":"shop","DBInstanceIds":{"DBInstanceIds":["rm-a"]}}]})"
        )
    );
}

TEST(DescribeTags, ListsTheTagsOfOneInstance) {
    kit::EmulatorUnderTest emulator{kTagged};

    auto const answer = emulator.ask(
        call("DescribeTags").with("RegionId", "cn-hangzhou").with("DBInstanceId", "rm-b")
    );

    EXPECT_EQ(answer.text("/Items/TagInfos/0/TagValue"), "test");
    EXPECT_EQ(answer.text("/Items/TagInfos/1/TagKey"), "");
}

TEST(DescribeTags, ListsTheTagsThatAreAskedFor) {
    kit::EmulatorUnderTest emulator{kTagged};

    auto const answer = emulator.ask(
        call("DescribeTags").with("RegionId", "cn-hangzhou").with("Tags", R"({"team": ""})")
    );

    EXPECT_EQ(answer.text("/Items/TagInfos/0/TagKey"), "team");
    EXPECT_EQ(answer.text("/Items/TagInfos/1/TagKey"), "");
}

}  // namespace

}  // namespace rds
