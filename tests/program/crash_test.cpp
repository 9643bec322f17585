// The program is killed at random moments among writes, and started again. RDS_CRASH_SEED repeats
// the moments of an earlier run as far as the machine does.
#include "tests/kit/patience.hpp"
#include "tests/kit/raw_client.hpp"
#include "tests/program/api_client.hpp"
#include "tests/program/data_folder.hpp"
#include "tests/program/database.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <random>
#include <thread>

namespace rds {

namespace {

using kit::ApiClient;
using kit::ChildProgram;

constexpr std::string_view kInstances =
    R"({"instances": [{"id": "rm-instant", "jobPlan": "instant"},)"
    R"( {"id": "rm-polled", "jobPlan": "polls"}]})";
constexpr std::chrono::microseconds kLongestRound = std::chrono::milliseconds{50};
unsigned const kRounds = kit::rounds(5);

unsigned seed() {
    auto const* const text = std::getenv("RDS_CRASH_SEED");
    return text == nullptr ? std::random_device{}() : static_cast<unsigned>(std::stoul(text));
}

// A client that makes backups of one instance, one after another, and remembers what it was told.
// Used by one thread at a time.
class Writer {
  public:
    Writer(std::string_view tenant, std::string_view instance)
        : tenant_{tenant}, instance_{instance} {}

    // Until the program is gone. Counts itself among those who have been answered.
    void write(std::uint16_t port, std::atomic<std::size_t>& answered) {
        try {
            ApiClient client{port, tenant_};
            for (auto was_answered = false; true; was_answered = true) {
                if (open_job_.empty()) create(client);
                if (!open_job_.empty()) poll(client);
                if (!was_answered) ++answered;
            }
        } catch (std::runtime_error const&) {
            // The program was killed. Whether it had done what was asked last, nobody was told.
        }
    }

    // Every job is there, none in an earlier state than it was seen in; `all`, or only those which
    // the last round touched.
    void verify(std::uint16_t port, bool all) {
        ApiClient client{port, tenant_};
        for (auto const& [id, row] : rows_) {
            if (!all && id < first_of_round_) continue;
            auto const answer = client.describe(instance_, std::to_string(id));
            EXPECT_EQ(answer.first_job("BackupJobId"), std::to_string(id)) << answer.body;
            EXPECT_GE(answer.first_job_row(), row) << answer.body;
        }
        if (!rows_.empty()) first_of_round_ = rows_.rbegin()->first;
    }

    std::size_t jobs() const { return rows_.size(); }

  private:
    void create(ApiClient& client) {
        auto const answer = client.create_backup(instance_);
        if (answer.code() == "BackupJobExists") return adopt(client);
        ASSERT_EQ(answer.status, 200) << answer.body;
        add(answer.text("/BackupJobId"));
    }

    // One that was created before the last crash, whose answer never came.
    void adopt(ApiClient& client) {
        auto const answer = client.describe(instance_);
        if (auto const id = answer.first_job("BackupJobId"); !id.empty()) add(id);
    }

    void add(std::string const& id) {
        auto const [at, is_new] = rows_.try_emplace(std::stoi(id), 0);
        EXPECT_TRUE(is_new) << id << " was given twice";
        EXPECT_EQ(std::next(at), rows_.end()) << id << " is not the greatest";
        open_job_ = id;
    }

    void poll(ApiClient& client) {
        auto const answer = client.describe(instance_, open_job_);
        auto const row = answer.first_job_row();
        auto& known = rows_.at(std::stoi(open_job_));
        EXPECT_GE(row, known) << answer.body;
        known = row;
        if (row == kit::kFinishedRow) open_job_.clear();
    }

    std::string const tenant_;
    std::string const instance_;
    std::map<int, int> rows_;  // by job, as last told
    std::string open_job_;
    int first_of_round_ = 0;
};

class Crash : public testing::Test {
  protected:
    void SetUp() override { std::cout << "RDS_CRASH_SEED=" << seed_ << '\n'; }

    // Until a random moment from now.
    void wait_a_moment(std::chrono::microseconds longest = kLongestRound) {
        std::uniform_int_distribution<std::int64_t> moments{0, longest.count()};
        std::this_thread::sleep_for(std::chrono::microseconds{moments(random_)});
    }

    std::vector<std::string> arguments() const {
        return kit::quietly_keeping_in(data_.path(), {"--fixture-json", std::string{kInstances}});
    }

    kit::DataFolder const& data() const { return data_; }

  private:
    unsigned const seed_ = seed();
    std::mt19937 random_{seed_};
    kit::DataFolder data_;
};

void expect_clean_start(ChildProgram& program, std::uint16_t port) {
    ASSERT_NE(port, 0) << program.standard_error();
    EXPECT_EQ(program.standard_error(), "");
}

std::vector<Writer> writers() {
    std::vector<Writer> all;
    for (auto const* const tenant : {"1111111111111111", "2222222222222222"}) {
        all.emplace_back(tenant, "rm-instant");
        all.emplace_back(tenant, "rm-polled");
    }
    return all;
}

// An instant job is finished when it is there at all.
void expect_whole(kit::DataFolder const& data) {
    kit::expect_whole(data.path());
    auto const* const unfinished =
        "SELECT id FROM backup_jobs WHERE instance_id = 'rm-instant' "
        "AND phase <> 6";
    for (auto const* const tenant : {"1111111111111111", "2222222222222222"}) {
        kit::Database file{data.file_of(tenant)};
        EXPECT_EQ(file.column(unfinished), std::vector<std::string>{});
    }
}

TEST_F(Crash, LosesNothingThatWasAcknowledgedAndLeavesNothingHalfDone) {
    auto all = writers();
    for (unsigned round = 0; round < kRounds && !HasFailure(); ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        ChildProgram program{arguments()};
        auto const port = program.wait_until_ready();
        expect_clean_start(program, port);
        for (auto& writer : all)
            writer.verify(port, false);
        {
            std::atomic<std::size_t> answered{0};
            std::vector<std::jthread> threads;
            for (auto& writer : all)
                threads.emplace_back([&] { writer.write(port, answered); });
            EXPECT_TRUE(kit::comes_true([&] { return answered == all.size(); }));
            wait_a_moment();
            program.signal(SIGKILL);
            EXPECT_EQ(program.wait(), 1000 + SIGKILL);
        }
        if (round > 0) kit::expect_whole(data().path());
    }

    ChildProgram program{arguments()};
    auto const port = program.wait_until_ready();
    expect_clean_start(program, port);
    std::size_t jobs = 0;
    for (auto& writer : all) {
        writer.verify(port, true);
        jobs += writer.jobs();
    }
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    EXPECT_GT(jobs, 0);
    std::cout << jobs << " jobs\n";
    expect_whole(data());
}

// The first call of a tenant makes its file: it is there whole, or the next start knows nothing
// of it.
TEST_F(Crash, WhileATenantIsMadeLeavesItWholeOrNotAtAll) {
    for (unsigned round = 0; round < kRounds && !HasFailure(); ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        std::filesystem::remove_all(data().path());
        {
            ChildProgram program{arguments()};
            auto const port = program.wait_until_ready();
            expect_clean_start(program, port);
            auto all = writers();
            std::atomic<std::size_t> answered{0};
            std::vector<std::jthread> threads;
            for (auto& writer : all)
                threads.emplace_back([&] { writer.write(port, answered); });
            wait_a_moment();
            program.signal(SIGKILL);
            program.wait();
        }
        kit::expect_whole(data().path());

        ChildProgram program{arguments()};
        auto const port = program.wait_until_ready();
        expect_clean_start(program, port);
        EXPECT_EQ(ApiClient(port, "1111111111111111").create_backup("rm-instant").status, 200);
    }
}

// Also a start may be interrupted at any moment.
TEST_F(Crash, WhileItStartsIsForgottenByTheNextStart) {
    {
        ChildProgram program{arguments()};
        auto const port = program.wait_until_ready();
        expect_clean_start(program, port);
        ASSERT_EQ(ApiClient{port}.create_backup("rm-instant").status, 200);
        program.signal(SIGKILL);
        program.wait();
    }
    for (unsigned round = 0; round < kRounds && !HasFailure(); ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        ChildProgram program{arguments()};
        wait_a_moment();
        program.signal(SIGKILL);
        program.wait();
        EXPECT_EQ(program.standard_error(), "");
        kit::expect_whole(data().path());
    }
    ChildProgram program{arguments()};
    auto const port = program.wait_until_ready();
    expect_clean_start(program, port);
    EXPECT_EQ(ApiClient{port}.describe("rm-instant", "4762615").first_job_row(), kit::kFinishedRow);
}

// An advance makes its moves in many transactions. Whichever of them the program is killed in, the
// next start has every move once, and another advance makes the rest.
TEST_F(Crash, AmongTheStepsOfAnAdvanceMakesNoMoveTwiceAndLosesNone) {
    constexpr int kJobs = 1000;
    constexpr auto kAll = 6 * kJobs;
    std::string jobs = R"({"id": 1, "instance": "rm-a", "startedAt": "1h"})";
    for (int id = 2; id <= kJobs; ++id)
        jobs += R"(, {"id": )" + std::to_string(id) + R"(, "instance": "rm-a", "startedAt": "1h"})";
    auto const fixture = R"({"plans": [{"name": "six", "duration": "6m"}],)"
                         R"( "settings": {"jobPlan": "six"}, "instances": [{"id": "rm-a"}],)"
                         R"( "backupJobs": [)" +
                         jobs + "]}";
    auto const file = data().path().parent_path() / "fixture.json";
    std::ofstream{file} << fixture;
    auto const arguments = kit::quietly_keeping_in(data().path(), {"--fixture", file.string()});
    constexpr std::string_view kBody = R"({"by": "2h"})";
    auto const advance =
        "POST /_emulator/clock/advance HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Length: " +
        std::to_string(kBody.size()) + "\r\n\r\n" + std::string{kBody};

    for (unsigned round = 0; round < kRounds && !HasFailure(); ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        std::filesystem::remove_all(data().path());
        {
            ChildProgram program{arguments};
            auto const port = program.wait_until_ready();
            expect_clean_start(program, port);
            EXPECT_EQ(ApiClient{port}.describe("rm-a").status, 200);  // the account is there
            kit::RawClient client{port};
            client.send(advance);
            wait_a_moment(6 * kLongestRound);
            program.signal(SIGKILL);
            program.wait();
        }
        kit::expect_whole(data().path());
        std::cout << kit::Database{data().file_of(kit::kDefaultTenant)}.number(
                         "SELECT COUNT(*) FROM moves WHERE settled = 1"
                     )
                  << " of " << kAll << " moves before the crash\n";

        ChildProgram program{arguments};
        auto const port = program.wait_until_ready();
        expect_clean_start(program, port);
        EXPECT_EQ(kit::RawClient{port}.ask(advance).status, 200);
        program.signal(SIGTERM);
        EXPECT_EQ(program.wait(), 0);
        kit::expect_whole(data().path());
        kit::Database database{data().file_of(kit::kDefaultTenant)};
        EXPECT_EQ(database.number("SELECT COUNT(*) FROM moves WHERE settled = 1"), kAll);
        EXPECT_EQ(database.number("SELECT COUNT(*) FROM backup_jobs WHERE phase = 6"), kJobs);
    }
}

}  // namespace

}  // namespace rds
