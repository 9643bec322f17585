#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DescribeDBInstanceEncryptionKey",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeDbInstanceEncryptionKey, ShowsTheKeyOfTheDisk) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a", "encryptionKey": "key-1"}]})"};
    auto const answer =
        emulator.ask(call("DescribeDBInstanceEncryptionKey").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/EncryptionKey"), "key-1");
    EXPECT_EQ(answer.text("/EncryptionKeyStatus"), "Enabled");
}

TEST(DescribeDbInstanceEncryptionKey, ShowsNothingWhereNoKeyIs) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};
    auto const answer =
        emulator.ask(call("DescribeDBInstanceEncryptionKey").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(answer.text("/EncryptionKey"), "");
    EXPECT_EQ(answer.text("/EncryptionKeyStatus"), "");
}

}  // namespace

}  // namespace rds
