// No room for what is to be written: by a limit on the size of files, which strikes in the midst of
// a commit wherever it is to, and on a disk that is full. A file that has become read-only while it
// is open for writing meets the program in the same way, as a write that fails.
#include "tests/kit/patience.hpp"
#include "tests/program/api_client.hpp"
#include "tests/program/data_folder.hpp"
#include "tests/program/file_limit.hpp"
#include "tests/program/small_disk.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <csignal>
#include <optional>

namespace rds {

namespace {

using kit::ApiAnswer;
using kit::ApiClient;
using kit::ChildProgram;
using kit::RawClient;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kWrittenInstances =
    R"({"instances": [{"id": "rm-instant", "jobPlan": "instant"},)"
    R"( {"id": "rm-polled", "jobPlan": "polls"}, {"id": "rm-held", "jobPlan": "held"}]})";
constexpr std::size_t kDiskBytes = 1024 * 1024;
constexpr int kManyWrites = 200;
constexpr int kManyJobs = 1000;

// A program with a finished, a polled and a held job, whose log is long enough to be cut anywhere.
class DiskFull : public testing::Test {
  protected:
    void start(std::filesystem::path const& data, std::vector<std::string> const& options = {}) {
        data_ = data;
        auto arguments = kit::quietly_keeping_in(data, options);
        arguments.insert(arguments.end(), {"--fixture-json", std::string{kWrittenInstances}});
        program_.emplace(arguments);
        auto const port = program_->wait_until_ready();
        ASSERT_NE(port, 0) << log();
        client_.emplace(port);
    }

    void make_jobs() {
        for (int job = 0; job < 10; ++job)
            finished_ = client().create_backup("rm-instant").text("/BackupJobId");
        polled_ = client().create_backup("rm-polled").text("/BackupJobId");
        held_ = client().create_backup("rm-held").text("/BackupJobId");
        last_ = std::stoi(held_);
        ASSERT_EQ(client().describe("rm-polled", polled_).first_job_row(), 0);
        reads_before_ = reads();
    }

    // Everything that is answered without a write.
    std::vector<std::string> reads() {
        return {
            client().describe("rm-instant", finished_).without_request_id(),
            client().describe("rm-instant").without_request_id(),
            client().describe("rm-held", held_).without_request_id(),
            client().describe("rm-held").without_request_id(),
            client().describe("rm-nowhere").without_request_id(),
        };
    }

    void expect_writes_to_fail() {
        expect_refused(client().create_backup("rm-instant"), 500, "InternalError");
        expect_refused(client().describe("rm-polled", polled_), 400, "InternalFailure");
        EXPECT_EQ(reads(), reads_before_);
    }

    // The action's own internal error, and the cause in the log under the same RequestId.
    void expect_refused(ApiAnswer const& answer, int status, std::string const& code) const {
        EXPECT_EQ(answer.status, status) << answer.body;
        EXPECT_EQ(answer.code(), code);
        auto const id = answer.text("/RequestId");
        ASSERT_TRUE(kit::comes_true([&] { return has_line(id, " failed: SQLite: "); })) << log();
    }

    // As if nothing had been tried meanwhile.
    void expect_writes_to_work() {
        EXPECT_EQ(client().describe("rm-polled", polled_).first_job_row(), 1);
        auto const created = client().create_backup("rm-instant");
        EXPECT_EQ(created.text("/BackupJobId"), std::to_string(last_ + 1)) << created.body;
        EXPECT_EQ(reads(), reads_before_);
        kit::expect_whole(data_);
    }

    void expect_restart_to_work(int signal) {
        end(signal);
        start(data_);
        EXPECT_EQ(reads(), reads_before_);
        EXPECT_EQ(client().describe("rm-polled", polled_).first_job_row(), 2);
        kit::expect_whole(data_);
    }

    void end(int signal) {
        client_.reset();
        program_->signal(signal);
        EXPECT_EQ(program_->wait(), signal == SIGKILL ? 1000 + SIGKILL : 0) << log();
    }

    // The six moves of each job are due at other instants than those of the next job.
    void add_planned_jobs(int count) {
        std::string jobs;
        for (int job = 0; job < count; ++job) {
            jobs += fmt::format(
                R"({}{{"id": {}, "instance": "rm-held", "startedAt": "{}ms", "plan": "an-hour"}})",
                job == 0 ? "" : ", ",
                job + 1,
                job
            );
        }
        auto const answer = control(
            "load",
            fmt::format(
                R"({{"fixture": {{"clock": {{"now": "2026-01-02T00:00:00Z", "speed": 0}},
                     "plans": [{{"name": "an-hour", "duration": "1h"}}],
                     "instances": [{{"id": "rm-held"}}], "backupJobs": [{}]}}}})",
                jobs
            )
        );
        ASSERT_EQ(answer.status, 200) << answer.body;
    }

    ApiAnswer advance_to(std::string_view instant) {
        return control("clock/advance", fmt::format(R"({{"to": "{}"}})", instant));
    }

    ApiAnswer control(std::string_view path, std::string_view body) {
        auto const answer = RawClient{program().wait_until_ready()}.ask(fmt::format(
            "POST /_emulator/{} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            "Content-Length: {}\r\n\r\n{}",
            path,
            body.size(),
            body
        ));
        return {answer.status, answer.body};
    }

    // Uses up what room is left in the last block of the log.
    void write_until_it_fails() {
        auto answer = client().create_backup("rm-instant");
        for (; answer.status == 200 && last_ < 4762614 + kManyWrites;
             answer = client().create_backup("rm-instant")) {
            last_ = std::stoi(answer.text("/BackupJobId"));
        }
        ASSERT_NE(answer.status, 200) << "the disk is not full";
    }

    std::uintmax_t log_size() const {
        return std::filesystem::file_size(data_ / "1000000000000000.db-wal");
    }

    ApiClient& client() { return *client_; }

    ChildProgram& program() { return *program_; }

    std::string log() const { return program_->standard_error(); }

    bool has_line(std::string const& beginning, std::string const& rest) const {
        auto const text = log();
        auto const at = text.find(beginning);
        return at != std::string::npos &&
               text.substr(at, text.find('\n', at) - at).find(rest) != std::string::npos;
    }

  private:
    std::filesystem::path data_;
    std::optional<ChildProgram> program_;
    std::optional<ApiClient> client_;
    std::string finished_;
    std::string polled_;
    std::string held_;
    int last_ = 0;
    std::vector<std::string> reads_before_;
};

class CutAt : public DiskFull, public testing::WithParamInterface<std::uintmax_t> {};

// Bytes of a commit that are written before it fails: none, within the first page's frame, after
// it, within the next one.
INSTANTIATE_TEST_SUITE_P(Bytes, CutAt, testing::Values(0, 20, 500, 1048, 1600));

TEST_P(CutAt, FailsWritesAloneAndLosesNothing) {
    kit::DataFolder const data;
    ASSERT_NO_FATAL_FAILURE(start(data.path()));
    make_jobs();
    {
        kit::FileLimit const limit{program().pid(), log_size() + GetParam()};
        expect_writes_to_fail();
        expect_writes_to_fail();
    }

    expect_writes_to_work();
    expect_restart_to_work(SIGKILL);
}

TEST_P(CutAt, LeavesAWholeTenantToTheNextStart) {
    kit::DataFolder const data;
    ASSERT_NO_FATAL_FAILURE(start(data.path()));
    make_jobs();
    kit::FileLimit const limit{program().pid(), log_size() + GetParam()};
    expect_writes_to_fail();
    end(SIGKILL);
    kit::expect_whole(data.path());

    ASSERT_NO_FATAL_FAILURE(start(data.path()));

    expect_writes_to_work();
}

TEST_F(DiskFull, MakesNoTenantUntilThereIsRoomForAllOfIt) {
    kit::DataFolder const data;
    constexpr std::string_view kTenant = "1111111111111111";
    ASSERT_NO_FATAL_FAILURE(start(data.path()));
    make_jobs();
    auto const port = program().wait_until_ready();
    {
        kit::FileLimit const limit{program().pid(), 8 * 1024};
        ApiClient other{port, kTenant};
        expect_refused(other.create_backup("rm-instant"), 500, "InternalError");
        expect_refused(other.describe("rm-instant"), 400, "InternalFailure");
        EXPECT_FALSE(std::filesystem::exists(data.file_of(kTenant)));
    }

    EXPECT_EQ(ApiClient(port, kTenant).create_backup("rm-instant").status, 200);
    kit::expect_whole(data.path());
}

// Of 1000 jobs, which is more than one step makes: what the first steps have committed stays.
TEST_F(DiskFull, InTheMidstOfAnAdvanceLeavesAWholeTenantFromWhichItGoesOn) {
    kit::DataFolder const data;
    ASSERT_NO_FATAL_FAILURE(start(data.path()));
    add_planned_jobs(kManyJobs);
    end(SIGTERM);  // which leaves no log
    ASSERT_NO_FATAL_FAILURE(start(data.path()));
    constexpr std::uintmax_t kSomeSteps = 256 * 1024;
    ApiAnswer stopped;
    {
        kit::FileLimit const limit{program().pid(), kSomeSteps};
        stopped = advance_to("2026-01-02T02:00:00Z");
        EXPECT_EQ(client().describe("rm-held").status, 200);
    }
    EXPECT_THAT(stopped.text("/stopped"), HasSubstr("written")) << stopped.body;
    EXPECT_GT(stopped.text("/now"), "2026-01-02T00:00:00Z");
    EXPECT_LT(stopped.text("/now"), "2026-01-02T02:00:00Z");
    auto const made = std::stoi(stopped.text("/count"));
    EXPECT_GT(made, 0);
    kit::expect_whole(data.path());

    auto const rest = advance_to("2026-01-02T02:00:00Z");

    EXPECT_EQ(rest.text("/now"), "2026-01-02T02:00:00Z");
    EXPECT_EQ(rest.text("/stopped"), "");
    EXPECT_EQ(made + std::stoi(rest.text("/count")), 6 * kManyJobs);
    kit::expect_whole(data.path());
}

// A clock that stands while the program is down is stored as it runs, about once a second.
TEST_F(DiskFull, KeepsNobodyFromReadingATenantWhoseClockIsStoredAsItRuns) {
    kit::DataFolder const data;
    std::vector<std::string> const scaled{"--clock-speed", "60"};
    ASSERT_NO_FATAL_FAILURE(start(data.path(), scaled));
    make_jobs();
    kit::FileLimit const limit{program().pid(), log_size()};

    auto const until = std::chrono::steady_clock::now() + std::chrono::milliseconds{1500};
    while (std::chrono::steady_clock::now() < until && !HasFailure())
        EXPECT_EQ(client().describe("rm-held").status, 200);

    EXPECT_EQ(client().describe("rm-held").status, 200);
}

TEST_F(DiskFull, OfOtherFilesFailsWritesAloneUntilThereIsRoom) {
    kit::SmallDisk const disk{kDiskBytes};
    if (!disk.missing_because().empty()) GTEST_SKIP() << disk.missing_because();
    ASSERT_NO_FATAL_FAILURE(start(disk.path() / "data"));
    make_jobs();
    disk.fill();
    write_until_it_fails();

    expect_writes_to_fail();
    disk.clear();

    expect_writes_to_work();
    expect_restart_to_work(SIGTERM);
}

TEST_F(DiskFull, AtTheEndAndAtTheNextStartLosesNothing) {
    kit::SmallDisk const disk{kDiskBytes};
    if (!disk.missing_because().empty()) GTEST_SKIP() << disk.missing_because();
    auto const data = disk.path() / "data";
    ASSERT_NO_FATAL_FAILURE(start(data));
    make_jobs();
    disk.fill();
    write_until_it_fails();
    end(SIGTERM);
    {
        // Whether what room is left is enough for a start depends on SQLite.
        disk.fill();
        ChildProgram program{kit::quietly_keeping_in(data)};
        if (program.wait_until_ready() == 0) {
            EXPECT_EQ(program.wait(), 2);
            EXPECT_THAT(program.standard_error(), StartsWith("rds-emulator: " + data.string()));
        }
    }
    disk.clear();

    ASSERT_NO_FATAL_FAILURE(start(data));

    expect_writes_to_work();
}

}  // namespace

}  // namespace rds
