#include "server/control/tenants.hpp"

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

TenantContents open_empty(std::string const& /*id*/) {
    return {storage::Tenant{storage::Clock{}}};
}

TEST(Tenants, GivesTheSameTenantForTheSameId) {
    Tenants tenants{{.most = 2}, {at_once, open_empty}};

    auto const one = tenants.find_or_add("1");

    EXPECT_EQ(tenants.find_or_add("1"), one);
    EXPECT_NE(tenants.find_or_add("2"), one);
    EXPECT_EQ(one->id(), "1");
}

TEST(Tenants, AddsNoMoreThanItMayAndKeepsThoseThatItHas) {
    Tenants tenants{{.most = 1}, {at_once, open_empty}};
    auto const one = tenants.find_or_add("1");

    EXPECT_EQ(tenants.find_or_add("2"), nullptr);
    EXPECT_EQ(tenants.find_or_add("1"), one);
}

// A lane whose tasks wait until a test runs them.
class HeldLane {
  public:
    Tenants::MakeLane maker() {
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

TEST(PausedTenant, KeepsWhatIsEnteredForWhenItGoesOn) {
    ServedTenant tenant{"1", at_once(), open_empty};
    std::string order;
    tenant.enter([&] {
        tenant.pause();
        order += 'a';
    });
    tenant.enter([&] { order += 'd'; });
    tenant.enter([&] {
        order += 'e';
        tenant.pause();
    });
    tenant.enter([&] { order += 'f'; });
    EXPECT_EQ(order, "a");
    tenant.go_on([&] { order += 'b'; });
    tenant.resume();
    EXPECT_EQ(order, "abde") << "one of those that waited may pause it again";
    tenant.resume();
    EXPECT_EQ(order, "abdef");
}

TEST(RemovedTenant, IsLeftToThoseBeforeAndReplacedForThoseBehind) {
    HeldLane lane;
    Tenants tenants{{}, {lane.maker(), open_empty}};
    auto const old = tenants.find_or_add("1");
    std::vector<ServedTenant*> entered;
    auto const note = [&entered](SharedTenant const& tenant) { entered.push_back(tenant.get()); };
    tenants.enter(old, note);
    tenants.enter(old, [&tenants](SharedTenant const& tenant) { tenants.remove(*tenant); });
    tenants.enter(old, note);

    lane.run_all();

    auto const fresh = tenants.find("1");
    ASSERT_NE(fresh, nullptr);
    EXPECT_NE(fresh, old);
    EXPECT_THAT(entered, testing::ElementsAre(old.get(), fresh.get()));
}

TEST(RemovedTenant, LeavesThoseBehindWithoutOneIfAnotherTookItsPlace) {
    HeldLane lane;
    Tenants tenants{{.most = 1}, {lane.maker(), open_empty}};
    auto const old = tenants.find_or_add("1");
    auto entered = old;
    tenants.enter(old, [&tenants](SharedTenant const& tenant) {
        tenants.remove(*tenant);
        tenants.find_or_add("2");
    });
    tenants.enter(old, [&entered](SharedTenant const& tenant) { entered = tenant; });

    lane.run_all();

    EXPECT_EQ(entered, nullptr);
}

TEST(RemovedTenant, StaysIfWhatIsKeptOfItCannotBeDeleted) {
    Tenants tenants{{}, {at_once, open_empty, [](std::string const&) {
                             throw std::runtime_error{"disk"};
                         }}};
    auto const tenant = tenants.find_or_add("1");

    EXPECT_THROW(tenants.remove(*tenant), std::runtime_error);

    EXPECT_EQ(tenants.find("1"), tenant);
    EXPECT_FALSE(tenant->is_removed());
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
            Task* next = nullptr;  // stays in its place while others are added
            {
                std::scoped_lock const lock{queue->mutex};
                next = &queue->tasks.front();
            }
            (*next)();
            std::scoped_lock const lock{queue->mutex};
            queue->tasks.pop_front();
            if (queue->tasks.empty()) return;
        }
    };
}

// What is kept of tenants beside their memory: files, for which two must not come.
class Kept {
  public:
    TenantContents open(std::string const& id) {
        EXPECT_FALSE(kept_.at(index(id)).exchange(true)) << "what a deleted account kept is back";
        return open_empty(id);
    }

    void discard(std::string const& id) { kept_.at(index(id)) = false; }

    static std::size_t index(std::string const& id) { return std::stoul(id); }

  private:
    std::array<std::atomic<bool>, 3> kept_{};
};

// Calls, waits, deletions and lists of the same few tenants at once: each piece of work is done
// once, in a tenant that is not gone, and each wait is told once.
class ManyUsers {
  public:
    explicit ManyUsers(Tenants& tenants) : tenants_{tenants} {}

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
            auto const tenant = tenants_.find_or_add(std::to_string((number + i) % 3));
            tenants_.enter(tenant, [this, i](SharedTenant const& entered) {
                EXPECT_FALSE(entered->is_removed());
                act(*entered, i % 7);
                ++done_;
            });
            if (i % 50 == 0) tenants_.all();
        }
    }

    void act(ServedTenant& tenant, int what) {
        if (what == 0) return remove(tenant);
        if (what == 1) return wait(tenant);
        tenant.contents().state.instances().names();
        tenant.journal().append(poll("1", "rm-a"));
    }

    void remove(ServedTenant& tenant) {
        tenants_.remove(tenant);
        waits_.remove(tenant.journal());
    }

    void wait(ServedTenant& tenant) {
        auto const tell = [this, held = tenant.shared_from_this()](Waits::Outcome const&) {
            ++told_;
        };
        auto journal = tenant.shared_journal();
        Work work;
        if (waits_.wait(std::move(journal), Match{}, 1000, std::chrono::seconds{1}, work, tell))
            ++waiting_;
    }

    Tenants& tenants_;
    std::atomic<int> done_{0};
    std::atomic<int> told_{0};
    std::atomic<int> waiting_{0};
    Waits waits_{[](std::chrono::milliseconds, Task const&) -> CallOff { return [] {}; }};
};

TEST(TenantsOfManyThreads, AreDeletedUnderTheirUsers) {
    Kept kept;
    Tenants tenants{
        {},
        {first_come,
         [&kept](std::string const& id) { return kept.open(id); },
         [&kept](std::string const& id) { kept.discard(id); }}};
    ManyUsers{tenants}.run();
}

TEST(TenantsOfManyThreads, AreForgottenAndDeletedUnderTheirUsers) {
    std::atomic<int> milliseconds{0};
    Tenants tenants{
        {.idle = storage::Duration{1}},
        {.make_lane = first_come, .open = open_empty, .uptime = [&milliseconds] {
             return storage::Duration{++milliseconds};
         }}};
    ManyUsers{tenants}.run();
}

TEST(ServedTenant, IsOpenedAtItsFirstUseAndAgainOnlyIfThatFailed) {
    int opened = 0;
    ServedTenant tenant{"1", at_once(), [&opened](std::string const& id) {
                            if (++opened == 1) throw std::runtime_error{"disk"};
                            return open_empty(id);
                        }};

    EXPECT_EQ(opened, 0);
    EXPECT_THROW(tenant.contents(), std::runtime_error);
    tenant.contents();
    tenant.contents();
    EXPECT_EQ(opened, 2);
}

TEST(ServedTenant, RunsWorkOnItsLane) {
    std::vector<Task> waiting;
    ServedTenant tenant{
        "1",
        [&waiting](Task task) { waiting.push_back(std::move(task)); },
        open_empty};
    bool has_run = false;

    tenant.enter([&has_run] { has_run = true; });

    EXPECT_FALSE(has_run);
    ASSERT_EQ(waiting.size(), 1U);
    waiting.front()();
    EXPECT_TRUE(has_run);
}

}  // namespace

}  // namespace rds::control
