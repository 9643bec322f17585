// What is still there after a restart, in good order or not.
#include "tests/kit/patience.hpp"
#include "tests/program/api_client.hpp"
#include "tests/program/data_folder.hpp"
#include "tests/program/database.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <csignal>
#include <optional>

namespace rds {

namespace {

using kit::ApiAnswer;
using kit::ApiClient;
using kit::ChildProgram;
using testing::HasSubstr;

constexpr std::string_view kRestartedInstances =
    R"({"instances": [{"id": "rm-a"}, {"id": "rm-polled", "jobPlan": "polls"},)"
    R"( {"id": "rm-instant", "jobPlan": "instant"}, {"id": "rm-held", "jobPlan": "held"}]})";

class Restart : public testing::TestWithParam<int> {
  protected:
    // Starts it with these options beside the instances above.
    void start(std::vector<std::string> const& options = {}) {
        auto all = options;
        if (std::ranges::find(all, "--fixture-json") == all.end())
            all.insert(all.end(), {"--fixture-json", std::string{kRestartedInstances}});
        program_.emplace(kit::keeping_in(data_.path(), all));
        port_ = program_->wait_until_ready();
        ASSERT_NE(port_, 0) << log();
    }

    void stop(int signal) {
        program_->signal(signal);
        EXPECT_EQ(program_->wait(), signal == SIGKILL ? 1000 + SIGKILL : 0) << log();
    }

    void restart(std::vector<std::string> const& options = {}) {
        stop(GetParam());
        start(options);
    }

    // The machine's clock is a day ahead when the program starts again: the same as its clocks'
    // anchors a day ago.
    void let_a_day_pass(std::string_view tenant = kit::kDefaultTenant) {
        kit::Database{data_.file_of(tenant)}.execute(
            "UPDATE clock SET machine_anchor = machine_anchor - 24 * 60 * 60 * 1000"
        );
    }

    ApiClient client(std::string_view tenant = kit::kDefaultTenant) const {
        return ApiClient{port_, tenant};
    }

    std::string log() const { return program_->standard_error(); }

    kit::DataFolder const& data() const { return data_; }

  private:
    kit::DataFolder data_;
    std::optional<ChildProgram> program_;
    std::uint16_t port_ = 0;
};

INSTANTIATE_TEST_SUITE_P(By, Restart, testing::Values(SIGTERM, SIGKILL), [](auto const& signal) {
    return signal.param == SIGTERM ? "SIGTERM" : "SIGKILL";
});

TEST_P(Restart, KeepsInstancesAndJobsAndTheirBackupIds) {
    start({"--instances", "rm-extra"});
    auto const finished = client().create_backup("rm-instant").text("/BackupJobId");
    auto const held = client().create_backup("rm-held").text("/BackupJobId");
    auto const finished_before = client().describe("rm-instant", finished);
    auto const held_before = client().describe("rm-held", held);
    ASSERT_EQ(finished_before.first_job_row(), kit::kFinishedRow);
    ASSERT_NE(finished_before.first_job("BackupId"), "");

    restart();

    auto const finished_after = client().describe("rm-instant", finished);
    auto const held_after = client().describe("rm-held", held);
    EXPECT_EQ(finished_after.without_request_id(), finished_before.without_request_id());
    EXPECT_EQ(held_after.without_request_id(), held_before.without_request_id());
    EXPECT_EQ(client().describe("rm-extra").status, 200);
    EXPECT_EQ(client().create_backup("rm-held").code(), "BackupJobExists");
}

TEST_P(Restart, GivesNoIdTwice) {
    start();
    auto const first = std::stoi(client().create_backup("rm-instant").text("/BackupJobId"));

    restart();

    EXPECT_EQ(std::stoi(client().create_backup("rm-instant").text("/BackupJobId")), first + 1);
}

// A poll is counted before it is answered, and no move is made twice.
TEST_P(Restart, BetweenAnyTwoPollsChangesNothingOfAJobsHistory) {
    start();
    auto const job = client().create_backup("rm-polled").text("/BackupJobId");
    for (int row = 0; row <= kit::kFinishedRow; ++row) {
        EXPECT_EQ(client().describe("rm-polled", job).first_job_row(), row);
        restart();
    }
    stop(SIGTERM);

    kit::Database file{data().file_of(kit::kDefaultTenant)};
    EXPECT_EQ(
        file.column("SELECT from_state || ' ' || to_state || ' ' || why FROM moves WHERE settled = "
                    "1 ORDER BY seq"),
        (std::vector<std::string>{
            "0 1 polled",
            "1 2 polled",
            "2 3 polled",
            "3 4 polled",
            "4 5 polled",
            "5 6 polled"})
    );
}

TEST_P(Restart, KeepsHowOftenAFaultIsStillToStrike) {
    std::vector<std::string> const faults{
        "--fixture-json",
        R"({"instances": [{"id": "rm-a"}], "faults": [)"
        R"({"action": "DescribeBackupTasks", "code": "InternalFailure", "first": 3}]})"};
    start(faults);
    EXPECT_EQ(client().describe("rm-a").code(), "InternalFailure");

    restart(faults);

    EXPECT_EQ(client().describe("rm-a").code(), "InternalFailure");
    EXPECT_EQ(client().describe("rm-a").code(), "InternalFailure");
    EXPECT_EQ(client().describe("rm-a").status, 200);
    restart(faults);
    EXPECT_EQ(client().describe("rm-a").status, 200);
}

TEST_P(Restart, DoesNotMoveAFrozenClock) {
    start({"--clock-frozen", "--clock-start", "2020-01-02T03:04:05Z", "--job-duration", "1h"});
    auto const job = client().create_backup("rm-a").text("/BackupJobId");

    stop(GetParam());
    let_a_day_pass();
    start();

    EXPECT_EQ(client().describe("rm-a", job).first_job_row(), 0);
}

TEST_P(Restart, DoesNotMoveAScaledClockByTheTimeBetween) {
    start({"--clock-speed", "60", "--job-duration", "10d"});
    auto const job = client().create_backup("rm-a").text("/BackupJobId");

    stop(GetParam());
    let_a_day_pass();  // 60 days of a clock that runs on
    start();

    EXPECT_EQ(client().describe("rm-a", job).first_job_row(), 0);
}

TEST_P(Restart, LetsARealClockRunOn) {
    start({"--job-duration", "20h"});
    auto const job = client().create_backup("rm-a").text("/BackupJobId");
    ASSERT_EQ(client().describe("rm-a", job).first_job_row(), 0);

    stop(GetParam());
    let_a_day_pass();
    start();

    EXPECT_EQ(client().describe("rm-a", job).first_job_row(), kit::kFinishedRow);
}

ApiAnswer poll_until_finished(ApiClient& client, std::string const& job) {
    auto const until = std::chrono::steady_clock::now() + kit::kPatience;
    auto answer = client.describe("rm-a", job);
    while (answer.first_job_row() != kit::kFinishedRow && std::chrono::steady_clock::now() < until)
        answer = client.describe("rm-a", job);
    return answer;
}

// What a scaled clock has shown stays so, at whatever moment the program ends.
TEST_P(Restart, NeverTurnsAScaledClockBack) {
    start({"--clock-speed", "60", "--job-duration", "6s"});
    for (int round = 0; round < 5; ++round) {
        auto polling = client();
        auto const job = polling.create_backup("rm-a").text("/BackupJobId");
        auto const seen = poll_until_finished(polling, job);
        ASSERT_EQ(seen.first_job_row(), kit::kFinishedRow) << seen.body;

        restart();

        EXPECT_EQ(client().describe("rm-a", job).without_request_id(), seen.without_request_id());
    }
}

TEST_P(Restart, LetsAFlagWinOverTheStoredClockAndSaysSo) {
    start({"--clock-frozen", "--clock-start", "2020-01-02T03:04:05Z", "--job-duration", "1h"});
    auto const job = client().create_backup("rm-a").text("/BackupJobId");

    restart({"--clock-start", "2020-01-02T05:04:05Z"});

    EXPECT_EQ(client().describe("rm-a", job).first_job_row(), kit::kFinishedRow);
    EXPECT_THAT(
        log(),
        HasSubstr(
            data().file_of(kit::kDefaultTenant).string() +
            ": the --clock options win over the stored clock: it was frozen at "
            "2020-01-02T03:04:05.000Z and is now frozen at 2020-01-02T05:04:05.000Z"
        )
    );
    restart();
    EXPECT_EQ(client().describe("rm-a", job).first_job_row(), kit::kFinishedRow);
    EXPECT_THAT(log(), testing::Not(HasSubstr("win over")));
}

TEST_P(Restart, SeedsNoTenantTwiceAndSaysSo) {
    start();
    client().create_backup("rm-a");

    restart({"--fixture-json", R"({"instances": [{"id": "rm-new"}]})"});

    EXPECT_EQ(client().describe("rm-a").status, 200);
    EXPECT_EQ(client().describe("rm-new").status, 404);
    EXPECT_THAT(
        log(),
        HasSubstr("accounts that go on as they were left: 1; the fixture is for new")
    );
    EXPECT_EQ(client("3333333333333333").describe("rm-new").status, 200);
}

TEST_P(Restart, KeepsEachTenantInAFileOfItsOwn) {
    constexpr std::string_view kFirst = "1111111111111111";
    constexpr std::string_view kSecond = "2222222222222222";
    start();
    auto const job = client(kFirst).create_backup("rm-instant").text("/BackupJobId");
    EXPECT_EQ(client(kSecond).describe("rm-instant").status, 200);

    restart();

    EXPECT_TRUE(std::filesystem::exists(data().file_of(kFirst)));
    EXPECT_TRUE(std::filesystem::exists(data().file_of(kSecond)));
    EXPECT_EQ(client(kFirst).describe("rm-instant", job).first_job_row(), kit::kFinishedRow);
    EXPECT_EQ(client(kSecond).describe("rm-instant", job).first_job("BackupJobId"), "");
}

TEST(Stop, OfAKeptTenantLeavesOneWholeFileAndNoLog) {
    kit::DataFolder const data;
    ChildProgram program{kit::keeping_in(data.path(), {"--job-plan", "instant"})};
    ApiClient{program.wait_until_ready()}.create_backup("rm-bp1emulator00002");

    program.signal(SIGTERM);

    EXPECT_EQ(program.wait(), 0) << program.standard_error();
    auto const files = kit::contents(data.path());
    EXPECT_EQ(files.size(), 1);
    EXPECT_TRUE(files.contains("1000000000000000.db"));
    kit::expect_whole(data.path());
}

}  // namespace

}  // namespace rds
