// A tenant whose file another process holds locked: as slow as a disk can be.
#include "tests/kit/patience.hpp"
#include "tests/program/api_client.hpp"
#include "tests/program/data_folder.hpp"
#include "tests/program/database.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <future>
#include <iostream>
#include <optional>

namespace rds {

namespace {

using kit::ApiClient;
using kit::ChildProgram;
using testing::HasSubstr;

constexpr std::string_view kSlow = "1111111111111111";
constexpr std::string_view kOther = "2222222222222222";
constexpr std::string_view kSlowInstance = "rm-bp1emulator00002";

// How long the program waits for a lock, and for how many calls that exceeds a test's patience.
constexpr std::chrono::seconds kLockTime{2};
constexpr std::size_t kCallsBeyondPatience = 2 * kit::kPatience / kLockTime;

// Another process's lock, as that of a backup tool.
class WriteLock {
  public:
    explicit WriteLock(std::filesystem::path const& file) : database_{file} {
        database_.execute("BEGIN IMMEDIATE");
    }

    ~WriteLock() = default;
    WriteLock(WriteLock const&) = delete;
    WriteLock& operator=(WriteLock const&) = delete;

  private:
    kit::Database database_;
};

class SlowTenant : public testing::Test {
  protected:
    void SetUp() override {
        program_.emplace(kit::keeping_in(data_.path(), {"--job-plan", "instant"}));
        port_ = program_->wait_until_ready();
        ASSERT_NE(port_, 0) << program_->standard_error();
        for (auto const tenant : {kSlow, kOther})
            ASSERT_EQ(client(tenant).create_backup(kSlowInstance).status, 200);
    }

    ApiClient client(std::string_view tenant) const { return ApiClient{port_, tenant}; }

    std::filesystem::path slow_file() const { return data_.file_of(kSlow); }

    ChildProgram& program() { return *program_; }

    // Whether others were served while this tenant waited, and it after them. On a busy machine
    // the time of the lock may be over before that: the call then fails.
    bool serves_others_meanwhile() {
        auto slow = client(kSlow);
        std::optional<WriteLock> lock{slow_file()};
        slow.send_create_backup(kSlowInstance);

        auto other = client(kOther);
        EXPECT_EQ(other.create_backup(kSlowInstance).status, 200);
        EXPECT_EQ(other.describe(kSlowInstance).status, 200);
        EXPECT_EQ(client(kit::kDefaultTenant).create_backup(kSlowInstance).status, 200);
        auto const waits = slow.stays_silent(std::chrono::milliseconds{100});
        lock.reset();
        return slow.read().status == 200 && waits;
    }

  private:
    kit::DataFolder data_;
    std::optional<ChildProgram> program_;
    std::uint16_t port_ = 0;
};

TEST_F(SlowTenant, KeepsNobodyElseWaitingAndIsServedInTheEnd) {
    EXPECT_TRUE(kit::comes_true([this] { return serves_others_meanwhile(); }));
}

TEST_F(SlowTenant, IsReadWhileAnotherProcessWrites) {
    WriteLock const lock{slow_file()};

    EXPECT_EQ(client(kSlow).describe(kSlowInstance).status, 200);
}

TEST_F(SlowTenant, IsReadWithoutWaitingOnAScaledClockToo) {
    kit::DataFolder data;
    ChildProgram fast{kit::keeping_in(data.path(), {"--clock-speed", "60"})};
    auto const port = fast.wait_until_ready();
    ASSERT_NE(port, 0) << fast.standard_error();
    ApiClient reader{port, kSlow};
    ASSERT_EQ(reader.describe(kSlowInstance).status, 200);
    WriteLock const lock{data.file_of(kSlow)};

    // If each waited for the lock, twice the patience would not do.
    auto reading = std::async(std::launch::async, [&reader] {
        for (std::size_t read = 0; read < kCallsBeyondPatience; ++read)
            EXPECT_EQ(reader.describe(kSlowInstance).status, 200);
    });

    EXPECT_EQ(reading.wait_for(kit::kPatience), std::future_status::ready);
}

TEST_F(SlowTenant, ThatStaysLockedAnswersItsInternalErrorAndWorksAfterwards) {
    {
        WriteLock const lock{slow_file()};

        auto const answer = client(kSlow).create_backup(kSlowInstance);

        EXPECT_EQ(answer.status, 500);
        EXPECT_EQ(answer.code(), "InternalError");
        EXPECT_THAT(
            program().standard_error_with("database is locked"),
            HasSubstr(
                answer.text("/RequestId") + " CreateBackup failed: SQLite: database is locked"
            )
        );
    }
    EXPECT_EQ(client(kSlow).create_backup(kSlowInstance).status, 200);
}

TEST_F(SlowTenant, DoesNotKeepTheProgramFromStopping) {
    std::vector<ApiClient> waiting;
    for (std::size_t call = 0; call < kCallsBeyondPatience; ++call)
        waiting.push_back(client(kSlow));
    WriteLock const lock{slow_file()};
    for (auto& each : waiting)
        each.send_create_backup(kSlowInstance);
    EXPECT_EQ(client(kOther).create_backup(kSlowInstance).status, 200);
    auto const begun = std::chrono::steady_clock::now();

    program().signal(SIGTERM);

    // Whoever waits for the lock is told at once, and not when the program would have given up.
    EXPECT_EQ(program().wait(), 0) << program().standard_error();
    auto const took = std::chrono::steady_clock::now() - begun;
    std::cout << "stopped after "
              << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms\n";
}

}  // namespace

}  // namespace rds
