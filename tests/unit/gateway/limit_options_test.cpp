#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

namespace rds::gateway {

namespace {

class LimitOptions : public testing::Test {
  protected:
    static Options tight() {
        Options options;
        options.max_parameters = 4;  // Action, DBInstanceId, Format and one more
        options.max_value_bytes = 20;
        return options;
    }

    static kit::Call describe(std::string_view comment) {
        return kit::call("DescribeBackupTasks").with("DBInstanceId", "rm-a").with("x", comment);
    }

    kit::EmulatorUnderTest emulator_{R"({"instances": [{"id": "rm-a"}]})", tight()};
};

TEST_F(LimitOptions, BoundTheBytesOfAValue) {
    EXPECT_EQ(emulator_.ask(describe(std::string(20, 'a'))).status(), 200);

    auto const refused = emulator_.ask(describe(std::string(21, 'a')));
    EXPECT_EQ(refused.status(), 400);
    EXPECT_EQ(refused.code(), "InvalidParameters.Format");
    EXPECT_THAT(refused.hint(), testing::HasSubstr("--max-value-bytes"));
}

TEST_F(LimitOptions, BoundTheNumberOfParameters) {
    EXPECT_EQ(emulator_.ask(describe("1")).status(), 200);

    auto const refused = emulator_.ask(describe("1").with("y", "2"));
    EXPECT_EQ(refused.status(), 400);
    EXPECT_THAT(refused.body(), testing::HasSubstr("InvalidParameters.Format"));
    EXPECT_THAT(refused.hint(), testing::HasSubstr("--max-parameters"));
}

}  // namespace

}  // namespace rds::gateway
