#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;

kit::Examples const kExamples{"DescribeTasks", R"({"instances": [{"id": "rm-uf6wjk5xxxxxxx"}]})"};

TEST(DescribeTasks, ShowsATaskFromItsBeginningToItsEnd) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};
    auto const tasks = call("DescribeTasks").with("DBInstanceId", "rm-a");
    EXPECT_EQ(emulator.ask(tasks).text("/TotalRecordCount"), "0");

    emulator.ask(call("DeleteDBInstance").with("DBInstanceId", "rm-a"));

    auto const answer = emulator.ask(tasks);
    EXPECT_EQ(answer.text("/Items/TaskProgressInfo/0/TaskAction"), "DeleteDBInstance");
    EXPECT_EQ(answer.text("/Items/TaskProgressInfo/0/Status"), "Processing");
    EXPECT_EQ(answer.text("/Items/TaskProgressInfo/0/BeginTime"), "2026-01-02T00:00Z");
    EXPECT_EQ(
        emulator.ask(call("DescribeTasks").with("DBInstanceId", "rm-a").with("Status", "Finished"))
            .text("/TotalRecordCount"),
        "0"
    );
}

TEST(DescribeTasks, ShowsTheEndOfATaskThatATestCutsShort) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})"};
    emulator.ask(call("DeleteDBInstance").with("DBInstanceId", "rm-a"));
    emulator.control("PATCH", "instances/rm-a", R"({"status": "Running"})");

    auto const answer = emulator.ask(call("DescribeTasks").with("DBInstanceId", "rm-a"));

    EXPECT_EQ(answer.text("/Items/TaskProgressInfo/0/Status"), "Finished");
}

}  // namespace

}  // namespace rds
