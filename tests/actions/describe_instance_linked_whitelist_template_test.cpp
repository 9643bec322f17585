#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeInstanceLinkedWhitelistTemplate",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeInstanceLinkedWhitelistTemplate, AnswersWithAListEvenWhenItIsEmpty) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};

    auto const answer =
        emulator.ask(call("DescribeInstanceLinkedWhitelistTemplate").with("InsName", "rm-a"));

    EXPECT_EQ(answer.text("/Data/InsName"), "rm-a");
    EXPECT_THAT(answer.body(), testing::HasSubstr(R"("Templates":[])"));
}

TEST(DescribeInstanceLinkedWhitelistTemplate, RefusesAnUnknownInstanceAsItsTableSays) {
    kit::EmulatorUnderTest emulator{"{}"};

    auto const answer =
        emulator.ask(call("DescribeInstanceLinkedWhitelistTemplate").with("InsName", "rm-a"));

    EXPECT_EQ(answer.code(), "InsName.NotFound");
}

}  // namespace

}  // namespace rds
