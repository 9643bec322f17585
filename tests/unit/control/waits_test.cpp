#include "server/control/journal/waits.hpp"

#include "tests/unit/control/entries.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <list>
#include <optional>
#include <thread>
#include <vector>

namespace rds::control {

namespace {

using namespace std::chrono_literals;
using Why = Waits::Why;

// Timers that go off when a test says so.
class HandTimers {
  public:
    Timers timers() {
        return [this](std::chrono::milliseconds time, Task task) -> CallOff {
            auto const timer = running_.insert(running_.end(), {time, std::move(task)});
            return [this, timer] { running_.erase(timer); };
        };
    }

    // All at once.
    void go_off() {
        for (auto const& timer : std::list<Timer>{running_})
            timer.task();
    }

    std::size_t running() const { return running_.size(); }

  private:
    struct Timer {
        std::chrono::milliseconds time;
        Task task;
    };

    std::list<Timer> running_;
};

Match polls() {
    return {{{.name = "action", .expected = "DescribeBackupTasks"}}};
}

class WaitsTest : public testing::Test {
  protected:
    bool wait(std::size_t wanted, Match match = polls(), std::chrono::milliseconds time = 10s) {
        Work work;
        auto const tell = [this](Waits::Outcome const& outcome) { told_.push_back(outcome); };
        return waits_.wait(journal_, std::move(match), wanted, time, work, tell);
    }

    std::shared_ptr<Journal> const journal_ = std::make_shared<Journal>(Journal::Limits{});
    HandTimers timers_;
    Waits waits_{timers_.timers()};
    std::vector<Waits::Outcome> told_;
};

TEST_F(WaitsTest, AreToldByTheCallThatCompletesThem) {
    ASSERT_TRUE(wait(2));
    journal_->append(poll("1", "rm-a"));
    journal_->append(call("CreateBackup", "2"));
    EXPECT_TRUE(told_.empty());

    journal_->append(poll("3", "rm-a"));

    ASSERT_EQ(told_.size(), 1U);
    EXPECT_EQ(told_[0].why, Why::reached);
    EXPECT_EQ(told_[0].count, 2U);
    EXPECT_EQ(timers_.running(), 0U);
    journal_->append(poll("4", "rm-a"));
    EXPECT_EQ(told_.size(), 1U);
}

TEST_F(WaitsTest, CountWhatIsThereAlready) {
    journal_->append(poll("1", "rm-a"));
    ASSERT_TRUE(wait(1));

    ASSERT_EQ(told_.size(), 1U);
    EXPECT_EQ(told_[0].why, Why::reached);
    EXPECT_EQ(timers_.running(), 0U);
}

TEST_F(WaitsTest, EndWithTheirTime) {
    ASSERT_TRUE(wait(2));
    journal_->append(poll("1", "rm-a"));

    timers_.go_off();

    ASSERT_EQ(told_.size(), 1U);
    EXPECT_EQ(told_[0].why, Why::timed_out);
    EXPECT_EQ(told_[0].count, 1U);
    journal_->append(poll("2", "rm-a"));
    EXPECT_EQ(told_.size(), 1U);
}

TEST_F(WaitsTest, EndAtOnceWithoutTime) {
    ASSERT_TRUE(wait(1, polls(), 0ms));
    ASSERT_EQ(told_.size(), 1U);
    EXPECT_EQ(told_[0].why, Why::timed_out);
    EXPECT_EQ(timers_.running(), 0U);
}

// Eight patterns, each of which is tried at every byte of its parameter before it matches.
TEST_F(WaitsTest, EndWithACallThatTheyWouldCompareTooLong) {
    auto const value = std::string(1000, 'a') + "b";
    auto const pattern = "*" + std::string(200, 'a') + "b";
    std::vector<std::string> names;
    for (int i = 0; i < 8; ++i)
        names.push_back("Parameter" + std::to_string(i));
    Match match;
    std::vector<Entry::Parameter> parameters;
    for (auto const& name : names) {
        match.members.push_back({name, true, pattern});
        parameters.push_back({name, value});
    }
    ASSERT_TRUE(wait(1, match));
    ASSERT_TRUE(wait(2));

    journal_->append(kept({.request_id = "1", .parameters = parameters}));

    ASSERT_EQ(told_.size(), 1U);
    EXPECT_EQ(told_[0].why, Why::exhausted);
    EXPECT_EQ(timers_.running(), 1U) << "the other wait goes on";
    waits_.stop();
}

TEST_F(WaitsTest, AreAllToldWhenTheServerStops) {
    ASSERT_TRUE(wait(1));
    ASSERT_TRUE(wait(2));

    waits_.stop();

    ASSERT_EQ(told_.size(), 2U);
    EXPECT_EQ(told_[0].why, Why::stopped);
    EXPECT_EQ(told_[1].why, Why::stopped);
    EXPECT_EQ(timers_.running(), 0U);
    ASSERT_TRUE(wait(1));
    EXPECT_EQ(told_.size(), 3U);
}

TEST_F(WaitsTest, AreToldWhenTheirTenantIsRemovedAndNotThoseOfOthers) {
    ASSERT_TRUE(wait(1));
    auto const other = std::make_shared<Journal>(Journal::Limits{});
    auto others = 0;
    auto const tell = [&others](Waits::Outcome const& /*outcome*/) { ++others; };
    Work work;
    waits_.wait(other, polls(), 1, 10s, work, tell);

    waits_.remove(*journal_);

    ASSERT_EQ(told_.size(), 1U);
    EXPECT_EQ(told_[0].why, Why::removed);
    EXPECT_EQ(others, 0);
    waits_.stop();
}

TEST_F(WaitsTest, AreNoMoreThanTheJournalHasRoomFor) {
    for (std::size_t i = 0; i < Journal::kMostWatchers; ++i)
        ASSERT_TRUE(wait(1));
    EXPECT_FALSE(wait(1));

    timers_.go_off();

    EXPECT_EQ(told_.size(), Journal::kMostWatchers);
    EXPECT_TRUE(wait(1));
    waits_.stop();
    EXPECT_EQ(told_.size(), Journal::kMostWatchers + 1);
}

// Registration, calls, timers and the stop race with each other: each wait is told exactly once.
TEST(WaitsOfManyThreads, AreToldOnce) {
    constexpr int kWaits = 500;
    auto const journal = std::make_shared<Journal>(Journal::Limits{.entries = 10});
    std::vector<std::jthread> timers;
    Waits waits{[&timers](std::chrono::milliseconds /*time*/, Task task) -> CallOff {
        timers.emplace_back(std::move(task));
        return [] {};
    }};
    std::atomic<int> told{0};
    int refused = 0;
    {
        std::jthread const calls{[&journal] {
            for (int i = 0; i < kWaits; ++i)
                journal->append(poll("1", "rm-a"));
        }};
        for (int i = 0; i < kWaits; ++i) {
            journal->clear();
            Work work;
            auto const tell = [&told](Waits::Outcome const& /*outcome*/) { ++told; };
            auto const is_waiting = waits.wait(journal, polls(), 2, 1ms, work, tell);
            if (!is_waiting) ++refused;
        }
        waits.stop();
    }
    timers.clear();
    EXPECT_EQ(told + refused, kWaits);
}

}  // namespace

}  // namespace rds::control
