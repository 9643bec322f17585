#include "server/control/accounts.hpp"

#include "server/control/journal/waits.hpp"
#include "tests/unit/control/entries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace rds::control {

namespace {

Lane at_once() {
    return [](Task const& task) { task(); };
}

AccountContents open_empty(std::string const& /*id*/) {
    return {storage::Account{storage::Clock{}}, {}};
}

TEST(Accounts, GivesTheSameAccountForTheSameId) {
    Accounts accounts{{.most = 2}, {at_once, open_empty}};

    auto const one = accounts.find_or_add("1");

    EXPECT_EQ(accounts.find_or_add("1"), one);
    EXPECT_NE(accounts.find_or_add("2"), one);
    EXPECT_EQ(one->id(), "1");
}

TEST(Accounts, AddsNoMoreThanItMayAndKeepsThoseThatItHas) {
    Accounts accounts{{.most = 1}, {at_once, open_empty}};
    auto const one = accounts.find_or_add("1");

    EXPECT_EQ(accounts.find_or_add("2"), nullptr);
    EXPECT_EQ(accounts.find_or_add("1"), one);
}

// A lane whose tasks wait until a test runs them.
class HeldLane {
  public:
    Accounts::MakeLane maker() {
        return [this] { return [this](Task task) { waiting_.push_back(std::move(task)); }; };
    }

    void run_all() {
        while (!waiting_.empty()) {
            auto const task = std::move(waiting_.front());
            waiting_.pop_front();
            task();
        }
    }

  private:
    std::deque<Task> waiting_;
};

TEST(RemovedAccount, IsLeftToThoseBeforeAndReplacedForThoseBehind) {
    HeldLane lane;
    Accounts accounts{{}, {lane.maker(), open_empty}};
    auto const old = accounts.find_or_add("1");
    std::vector<Account*> entered;
    auto const note = [&entered](SharedAccount const& account) {
        entered.push_back(account.get());
    };
    accounts.enter(old, note);
    accounts.enter(old, [&accounts](SharedAccount const& account) { accounts.remove(*account); });
    accounts.enter(old, note);

    lane.run_all();

    auto const fresh = accounts.find("1");
    ASSERT_NE(fresh, nullptr);
    EXPECT_NE(fresh, old);
    EXPECT_THAT(entered, testing::ElementsAre(old.get(), fresh.get()));
}

TEST(RemovedAccount, LeavesThoseBehindWithoutOneIfAnotherTookItsPlace) {
    HeldLane lane;
    Accounts accounts{{.most = 1}, {lane.maker(), open_empty}};
    auto const old = accounts.find_or_add("1");
    auto entered = old;
    accounts.enter(old, [&accounts](SharedAccount const& account) {
        accounts.remove(*account);
        accounts.find_or_add("2");
    });
    accounts.enter(old, [&entered](SharedAccount const& account) { entered = account; });

    lane.run_all();

    EXPECT_EQ(entered, nullptr);
}

TEST(RemovedAccount, StaysIfWhatIsKeptOfItCannotBeDeleted) {
    Accounts accounts{{}, {at_once, open_empty, [](std::string const&) {
                               throw std::runtime_error{"disk"};
                           }}};
    auto const account = accounts.find_or_add("1");

    EXPECT_THROW(accounts.remove(*account), std::runtime_error);

    EXPECT_EQ(accounts.find("1"), account);
    EXPECT_FALSE(account->is_removed());
}

// Runs a task on the thread that brings it, or on the one that is busy with those before it.
Lane first_come() {
    struct Queue {
        std::mutex mutex;
        std::deque<Task> tasks{};
    };

    return [queue = std::make_shared<Queue>()](Task task) {
        {
            std::scoped_lock const lock{queue->mutex};
            queue->tasks.push_back(std::move(task));
            if (queue->tasks.size() > 1) return;
        }
        for (;;) {
            queue->tasks.front()();
            std::scoped_lock const lock{queue->mutex};
            queue->tasks.pop_front();
            if (queue->tasks.empty()) return;
        }
    };
}

// What is kept of accounts beside their memory: files, for which two must not come.
class Kept {
  public:
    AccountContents open(std::string const& id) {
        EXPECT_FALSE(kept_.at(index(id)).exchange(true)) << "what a deleted account kept is back";
        return open_empty(id);
    }

    void discard(std::string const& id) { kept_.at(index(id)) = false; }

    static std::size_t index(std::string const& id) { return std::stoul(id); }

  private:
    std::array<std::atomic<bool>, 3> kept_{};
};

// Calls, waits, deletions and lists of the same few accounts at once: each piece of work is done
// once, in an account that is not gone, and each wait is told once.
class ManyUsers {
  public:
    explicit ManyUsers(Accounts& accounts) : accounts_{accounts} {}

    void run() {
        {
            std::vector<std::jthread> threads;
            for (int number = 0; number < kThreads; ++number)
                threads.emplace_back([this, number] { use(number); });
        }
        waits_.stop();
        EXPECT_EQ(done_, kThreads * kTimes);
        EXPECT_EQ(told_, waiting_);
        EXPECT_GT(waiting_, 0);
    }

  private:
    static constexpr int kThreads = 4;
    static constexpr int kTimes = 400;

    void use(int number) {
        for (int i = 0; i < kTimes; ++i) {
            auto const account = accounts_.find_or_add(std::to_string((number + i) % 3));
            accounts_.enter(account, [this, i](SharedAccount const& entered) {
                EXPECT_FALSE(entered->is_removed());
                act(*entered, i % 7);
                ++done_;
            });
            if (i % 50 == 0) accounts_.all();
        }
    }

    void act(Account& account, int what) {
        if (what == 0) return remove(account);
        if (what == 1) return wait(account);
        account.contents().state.instances().ids();
        account.journal().append(poll("1", "rm-a"));
    }

    void remove(Account& account) {
        accounts_.remove(account);
        waits_.remove(account.journal());
    }

    void wait(Account& account) {
        auto const tell = [this, held = account.shared_from_this()](Waits::Outcome const&) {
            ++told_;
        };
        auto journal = account.shared_journal();
        Work work;
        if (waits_.wait(std::move(journal), Match{}, 1000, std::chrono::seconds{1}, work, tell))
            ++waiting_;
    }

    Accounts& accounts_;
    std::atomic<int> done_{0};
    std::atomic<int> told_{0};
    std::atomic<int> waiting_{0};
    Waits waits_{[](std::chrono::milliseconds, Task const&) -> CallOff { return [] {}; }};
};

TEST(AccountsOfManyThreads, AreDeletedUnderTheirUsers) {
    Kept kept;
    Accounts accounts{
        {},
        {first_come,
         [&kept](std::string const& id) { return kept.open(id); },
         [&kept](std::string const& id) { kept.discard(id); }}};
    ManyUsers{accounts}.run();
}

TEST(AccountsOfManyThreads, AreForgottenAndDeletedUnderTheirUsers) {
    std::atomic<int> milliseconds{0};
    Accounts accounts{
        {.idle = storage::Duration{1}},
        {.make_lane = first_come, .open = open_empty, .uptime = [&milliseconds] {
             return storage::Duration{++milliseconds};
         }}};
    ManyUsers{accounts}.run();
}

TEST(Account, IsOpenedAtItsFirstUseAndAgainOnlyIfThatFailed) {
    int opened = 0;
    Account account{"1", at_once(), [&opened](std::string const& id) {
                        if (++opened == 1) throw std::runtime_error{"disk"};
                        return open_empty(id);
                    }};

    EXPECT_EQ(opened, 0);
    EXPECT_THROW(account.contents(), std::runtime_error);
    account.contents();
    account.contents();
    EXPECT_EQ(opened, 2);
}

TEST(Account, RunsWorkOnItsLane) {
    std::vector<Task> waiting;
    Account account{"1", [&waiting](Task task) { waiting.push_back(std::move(task)); }, open_empty};
    bool has_run = false;

    account.enter([&has_run] { has_run = true; });

    EXPECT_FALSE(has_run);
    ASSERT_EQ(waiting.size(), 1U);
    waiting.front()();
    EXPECT_TRUE(has_run);
}

}  // namespace

}  // namespace rds::control
