#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{
    "DeleteDBInstance",
    R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

class DeleteDbInstance : public testing::Test {
  protected:
    kit::Answer destroy(std::string_view id) {
        return emulator_.ask(call("DeleteDBInstance").with("DBInstanceId", id));
    }

    std::string status(std::string_view id) {
        return std::string{
            emulator_.ask(call("DescribeDBInstanceAttribute").with("DBInstanceId", id))
                .text("/Items/DBInstanceAttribute/0/DBInstanceStatus")};
    }

    kit::EmulatorUnderTest emulator_{R"({"instances": [
        {"id": "rm-a", "regionId": "cn-beijing", "ipArrays": [{"name": "app", "addresses": ["10.0.0.1"]}]},
        {"id": "rm-prepaid", "payType": "Prepaid"},
        {"id": "rm-busy", "status": "Rebooting"}
    ], "backupJobs": [{"id": 1, "instance": "rm-a"}]})"};
};

TEST_F(DeleteDbInstance, IsDeletingAndThenGoneWithAllThatBelongsToIt) {
    EXPECT_EQ(destroy("rm-a").text("/RegionId"), "cn-beijing");
    EXPECT_EQ(status("rm-a"), "Deleting");

    emulator_.control("POST", "clock/advance", R"({"by": "1s"})");

    auto const gone = emulator_.ask(call("DescribeTasks").with("DBInstanceId", "rm-a"));
    EXPECT_EQ(gone.status(), 404);
    EXPECT_EQ(gone.code(), "InvalidDBInstanceId.NotFound");
    EXPECT_EQ(destroy("rm-a").code(), "InvalidDBInstanceName.NotFound");
    EXPECT_THAT(emulator_.control("GET", "jobs").body(), testing::HasSubstr(R"("jobs":[])"));
}

TEST_F(DeleteDbInstance, BeginsEvenWhereThePlanIsHeld) {
    emulator_.control("PATCH", "settings", R"({"instancePlan": "held"})");

    EXPECT_EQ(destroy("rm-a").status(), 200);
    EXPECT_EQ(status("rm-a"), "Deleting");
    EXPECT_EQ(destroy("rm-a").code(), "IncorrectDBInstanceState");

    emulator_.control("POST", "clock/advance", R"({"by": "1d"})");
    EXPECT_EQ(status("rm-a"), "Deleting");
    emulator_.control("POST", "instances/rm-a/release");
    emulator_.control("POST", "clock/advance", R"({"by": "1d"})");
    EXPECT_EQ(status("rm-a"), "");
}

TEST_F(DeleteDbInstance, RefusesWhatCannotBeDeletedNow) {
    EXPECT_EQ(destroy("rm-prepaid").code(), "OperationDenied.PrePayTypeNotSupported");
    EXPECT_EQ(destroy("rm-busy").code(), "IncorrectDBInstanceState");
    EXPECT_EQ(status("rm-busy"), "Rebooting");
}

}  // namespace

}  // namespace rds
