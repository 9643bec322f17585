// The clocks that the flags give to tenants, seen through a job's progress.
#include "tests/kit/emulator_under_test.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using kit::call;
using namespace std::chrono_literals;

std::string status_after(storage::Duration time, Options const& options) {
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})", options};
    auto const id =
        emulator.ask(call("CreateBackup").with("DBInstanceId", "rm-a")).text("/BackupJobId");
    emulator.pass(time);
    return emulator
        .ask(call("DescribeBackupTasks").with("DBInstanceId", "rm-a").with("BackupJobId", id))
        .first_job("BackupStatus");
}

TEST(ClockOptions, RunAsTheMachineDoesUnlessTold) {
    EXPECT_EQ(status_after(5999ms, {}), "Uploading");
    EXPECT_EQ(status_after(6000ms, {}), "Finished");
}

TEST(ClockOptions, RunFasterWhenScaled) {
    Options options;
    options.clock_speed = 60;
    EXPECT_EQ(status_after(99ms, options), "Uploading");
    EXPECT_EQ(status_after(100ms, options), "Finished");
}

TEST(ClockOptions, StandStillWhenFrozen) {
    Options options;
    options.clock_frozen = true;
    EXPECT_EQ(status_after(1000h, options), "NoStart");
}

TEST(ClockOptions, BeginAtTheInstantGivenForEachTenantAtItsFirstCall) {
    Options options;
    options.clock_start = std::chrono::sys_days{std::chrono::year{2030} / 5 / 6};
    kit::EmulatorUnderTest emulator{R"({"instances": [{"id": "rm-a"}]})", options};
    auto const started_at = [&emulator](std::string_view tenant) {
        auto const id = emulator.ask(call("CreateBackup").with("DBInstanceId", "rm-a").by(tenant))
                            .text("/BackupJobId");
        auto const job = emulator.state(tenant).backup_jobs().find_anywhere(std::stoi(id));
        return job->started_at;
    };

    EXPECT_EQ(started_at("1111111111111111"), *options.clock_start);
    emulator.pass(1h);
    EXPECT_EQ(started_at("2222222222222222"), *options.clock_start);
}

}  // namespace

}  // namespace rds
