// What holds of reset, export and load whatever happened before, tried with calls at random.
#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/folder.hpp"
#include "tests/kit/patience.hpp"
#include "tests/kit/state_text.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace rds {

namespace {

using kit::call;
using kit::EmulatorUnderTest;
using namespace std::chrono_literals;

constexpr auto kDefault = control::kDefaultTenant;
constexpr std::string_view kSecondTenant = "2000000000000000";
constexpr std::string_view kLawfulFixture = R"({
    "settings": {"backupsPerDay": 9},
    "plans": [
        {"name": "slow", "duration": "1h1m1s7ms"},
        {"name": "broken", "kind": "failing", "duration": "3s", "failsIn": "Waiting", "reason": "disk \"full\"\n\u00e4"},
        {"name": "patient", "kind": "polls", "polls": 3}
    ],
    "instances": [
        {"id": "rm-timed"}, {"id": "rm-polls", "jobPlan": "patient"}, {"id": "rm-fails", "jobPlan": "broken"},
        {"id": "rm-slow", "jobPlan": "slow"}, {"id": "rm-held", "jobPlan": "held"},
        {"id": "rm-at-once", "jobPlan": "instant", "databases": ["b", "a"], "tags": {"k": "v", "": "\u4e2d"}},
        {"id": "rr-read", "readOnly": true, "engine": "PostgreSQL", "engineVersion": "15", "regionId": "eu-central-1",
         "status": "Rebooting"}
    ],
    "backupJobs": [
        {"id": 7, "instance": "rm-timed", "mode": "Automated", "status": "Finished", "startedAt": "-2d"},
        {"id": 8, "instance": "rm-slow", "mode": "Automated", "startedAt": "1h"},
        {"id": 9, "instance": "rm-timed", "status": "Failed", "progressStatus": "NoStart", "reason": "no"}
    ],
    "faults": [
        {"action": "CreateBackup", "code": "Throttling.User", "first": 2},
        {"action": "DescribeBackupTasks", "code": "InternalFailure", "first": 3}
    ]
})";
constexpr std::array<std::string_view, 6>
    kInstances{"rm-timed", "rm-polls", "rm-fails", "rm-slow", "rm-held", "rm-at-once"};

// An emulator to which things happen.
class Random {
  public:
    Random(std::uint32_t seed, Options const& options)
        : dice_{seed}, emulator_{kLawfulFixture, options} {}

    void live() {
        for (auto steps = below(40); steps >= 0; --steps)
            step();
    }

    std::string text(std::string_view tenant) {
        return kit::state_text(emulator_.state(tenant), machine_now_);
    }

    kit::Answer
    control(std::string_view method, std::string const& path, std::string const& body = {}) {
        return emulator_.control(method, path, body);
    }

    storage::Instant machine_now() const { return machine_now_; }

    EmulatorUnderTest& emulator() { return emulator_; }

  private:
    int below(int most) { return std::uniform_int_distribution<int>{0, most - 1}(dice_); }

    void step() {
        auto const instance = kInstances.at(static_cast<std::size_t>(below(kInstances.size())));
        switch (below(10)) {
            case 0:
            case 1:
                emulator_.ask(call("CreateBackup").with("DBInstanceId", instance));
                break;
            case 2:
            case 3:
                emulator_.ask(call("DescribeBackupTasks").with("DBInstanceId", instance));
                break;
            case 4: {
                auto const time = storage::Duration{below(5000)};
                emulator_.pass(time);
                machine_now_ += time;
                break;
            }
            case 5:
                turn_clock();
                break;
            case 6:
                change_plan();
                break;
            case 7:
            case 8:
                edit_job();
                break;
            default:
                emulator_.state().settings().update({"polls", below(20)});
                break;
        }
    }

    // Of the last jobs, ended or not: what is not legal changes nothing.
    void edit_job() {
        static constexpr std::array kEdits{"hold", "release", "step", "fail"};
        auto const* const edit = kEdits.at(static_cast<std::size_t>(below(kEdits.size())));
        auto const last = emulator_.state().last_ids().get().job;
        emulator_.control("POST", fmt::format("jobs/{}/{}", last - below(3), edit));
    }

    // Never back.
    void turn_clock() {
        auto& state = emulator_.state();
        std::array constexpr kSpeeds{0.0, 1.0, 60.0, 1.0 / 3, 0.1};
        auto const speed = kSpeeds.at(static_cast<std::size_t>(below(kSpeeds.size())));
        auto const now = state.enter(machine_now_).now() + storage::Duration{below(100'000)};
        state.set_clock(storage::Clock{now, machine_now_, speed}, machine_now_);
    }

    void change_plan() {
        auto plans = emulator_.state().plans();
        plans.put({.name = "polls", .kind = storage::PlanKind::polls, .polls = 1 + below(3)});
        plans.put({.name = "timed", .duration = storage::Duration{below(10'000)}});
    }

    std::mt19937 dice_;
    storage::Instant machine_now_{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};
    EmulatorUnderTest emulator_;
};

class StateLaws : public testing::TestWithParam<bool> {
  protected:
    static inline std::uint32_t const kRounds = kit::rounds(8);

    // In a folder of its own for each round.
    Random at_random(std::uint32_t seed) {
        Options options;
        if (GetParam()) options.data_dir = (folder_.path() / std::to_string(++folders_)).string();
        return {seed, options};
    }

    kit::Folder folder_;
    int folders_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Kept, StateLaws, testing::Bool(), [](auto const& kept) {
    return kept.param ? "InFiles" : "InMemory";
});

TEST_P(StateLaws, ExportThenLoadIsTheIdentity) {
    for (std::uint32_t seed = 0; seed < kRounds; ++seed) {
        SCOPED_TRACE(seed);
        auto round = at_random(seed);
        round.live();
        auto const before = round.text(kDefault);
        auto const fixture = round.control("GET", "export").body();
        auto const body = fmt::format(R"({{"fixture": {}}})", fixture);

        auto const answer =
            round.control("POST", fmt::format("load?account={}", kSecondTenant), body);
        ASSERT_EQ(answer.status(), 200) << answer.body() << fixture;
        ASSERT_EQ(round.text(kSecondTenant), before);
        ASSERT_EQ(
            round.control("GET", fmt::format("export?account={}", kSecondTenant)).body(),
            fixture
        );

        round.live();
        auto const since = round.machine_now();
        ASSERT_EQ(round.control("POST", "load", body).status(), 200);
        ASSERT_EQ(round.text(kDefault), before) << since.time_since_epoch().count();
    }
}

TEST_P(StateLaws, ResetEqualsAFreshStart) {
    for (std::uint32_t seed = 0; seed < kRounds; ++seed) {
        SCOPED_TRACE(seed);
        auto round = at_random(seed);
        round.live();
        round.control("POST", "reset");

        // A tenant that nobody has used yet begins now.
        ASSERT_EQ(round.text(kDefault), round.text(kSecondTenant));
        for (int i = 0; i < 3; ++i) {
            auto const again =
                round.emulator().ask(call("CreateBackup").with("DBInstanceId", "rm-at-once"));
            auto const fresh = round.emulator().ask(
                call("CreateBackup").with("DBInstanceId", "rm-at-once").by(kSecondTenant)
            );
            ASSERT_EQ(again.code(), fresh.code());
            ASSERT_EQ(again.text("/BackupJobId"), fresh.text("/BackupJobId"));
        }
    }
}

TEST_P(StateLaws, RestoreEqualsTheMomentOfSaving) {
    for (std::uint32_t seed = 0; seed < kRounds; ++seed) {
        SCOPED_TRACE(seed);
        auto round = at_random(seed);
        round.live();
        auto const before = round.text(kDefault);
        round.control("PUT", "snapshots/it");
        round.live();

        round.control("POST", "snapshots/it/restore");
        ASSERT_EQ(round.text(kDefault), before);
        round.control(
            "POST",
            "snapshots/it/fork",
            fmt::format(R"({{"account": "{}"}})", kSecondTenant)
        );
        ASSERT_EQ(round.text(kSecondTenant), before);
    }
}

}  // namespace

}  // namespace rds
