#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "ModifyDBInstanceDescription",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

class ModifyDbInstanceDescription : public testing::Test {
  protected:
    kit::Answer describe(std::string_view instance, std::string_view description) {
        return emulator_.ask(call("ModifyDBInstanceDescription")
                                 .with("DBInstanceId", instance)
                                 .with("DBInstanceDescription", description));
    }

    std::string shown(std::string_view instance) {
        auto const answer =
            emulator_.ask(call("DescribeDBInstanceAttribute").with("DBInstanceId", instance));
        return std::string{answer.text("/Items/DBInstanceAttribute/0/DBInstanceDescription")};
    }

    kit::EmulatorUnderTest emulator_{R"({"instances": [
        {"id": "rm-a", "description": "orders"}, {"id": "rm-b", "description": "invoices"}
    ]})"};
};

TEST_F(ModifyDbInstanceDescription, ChangesThatOfItsInstanceAlone) {
    auto const answer = describe("rm-a", "orders of the shop");

    EXPECT_EQ(answer.status(), 200);
    EXPECT_THAT(answer.body(), testing::StartsWith(R"({"RequestId":")"));
    EXPECT_EQ(shown("rm-a"), "orders of the shop");
    EXPECT_EQ(shown("rm-b"), "invoices");
}

TEST_F(ModifyDbInstanceDescription, IsRefusedForWhatIsNotThere) {
    auto const unknown = describe("rm-x", "orders of the shop");

    EXPECT_EQ(unknown.status(), 404);
    EXPECT_EQ(unknown.code(), "InvalidDBInstanceName.NotFound");
}

TEST_F(ModifyDbInstanceDescription, RefusesATextOfOneCharacterByTheCodeOfItsTable) {
    EXPECT_EQ(describe("rm-a", "o").code(), "InvalidDBInstanceDescription.Format");
    EXPECT_EQ(shown("rm-a"), "orders");
}

}  // namespace

}  // namespace rds
