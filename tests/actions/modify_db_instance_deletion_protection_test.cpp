#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "ModifyDBInstanceDeletionProtection",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(ModifyDbInstanceDeletionProtection, ProtectsFromDeletionUntilItNoLongerDoes) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};
    auto const protect = [&emulator](std::string_view value) {
        return emulator
            .ask(call("ModifyDBInstanceDeletionProtection")
                     .with("DBInstanceId", "rm-a")
                     .with("DeletionProtection", value))
            .status();
    };
    auto const destroy = call("DeleteDBInstance").with("DBInstanceId", "rm-a");

    EXPECT_EQ(protect("true"), 200);
    EXPECT_EQ(emulator.ask(destroy).code(), "OperationDenied.DeletionProtection");
    EXPECT_EQ(protect("false"), 200);
    EXPECT_EQ(emulator.ask(destroy).status(), 200);
}

TEST(ModifyDbInstanceDeletionProtection, RefusesAPrepaidInstance) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a", "payType": "Prepaid"}]})"};

    auto const answer = emulator.ask(call("ModifyDBInstanceDeletionProtection")
                                         .with("DBInstanceId", "rm-a")
                                         .with("DeletionProtection", "true"));

    EXPECT_EQ(answer.code(), "OperationDenied.PayType");
}

}  // namespace

}  // namespace rds
