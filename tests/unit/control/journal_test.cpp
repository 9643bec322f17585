#include "server/control/journal/journal.hpp"

#include "tests/unit/control/entries.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>
#include <vector>

namespace rds::control {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::size_t kPlenty = 1024UL * 1024;

SharedEntry long_call(std::string_view request_id, std::size_t size) {
    return kept({
        .request_id = std::string{request_id},
        .parameters = {{"DBName", std::string(size, 'x')}},
    });
}

Journal::SharedWatcher watching(Journal::Watcher watcher) {
    return std::make_shared<Journal::Watcher const>(std::move(watcher));
}

TEST(Journal, KeepsTheLastCallsInTheOrderInWhichTheyEnded) {
    Journal journal{{.entries = 2, .bytes = kPlenty}};
    for (auto const* const id : {"1", "2", "3"})
        journal.append(call("CreateBackup", id));

    auto const window = journal.window();

    EXPECT_THAT(request_ids(window), ElementsAre("2", "3"));
    EXPECT_EQ(window.dropped, 1U);
}

TEST(Journal, KeepsNoMoreBytesThanItMay) {
    constexpr std::size_t kSize = 10'000;
    Journal journal{{.entries = 1000, .bytes = 3 * kSize}};
    for (auto const* const id : {"1", "2", "3", "4"})
        journal.append(long_call(id, kSize));

    auto const window = journal.window();

    EXPECT_THAT(request_ids(window), ElementsAre("3", "4"));
    EXPECT_EQ(window.dropped, 2U);
}

TEST(Journal, OnlyCountsACallThatAloneIsTooLarge) {
    Journal journal{{.entries = 10, .bytes = 4096}};
    journal.append(call("CreateBackup", "small"));
    journal.append(long_call("large", 4096));

    auto const window = journal.window();

    EXPECT_THAT(request_ids(window), ElementsAre("small"));
    EXPECT_EQ(window.dropped, 1U);
}

TEST(Journal, KeepsNothingIfItIsOff) {
    Journal journal{{.entries = 0, .bytes = kPlenty}};
    journal.append(call("CreateBackup", "1"));

    EXPECT_FALSE(journal.is_on());
    EXPECT_THAT(journal.window().entries, IsEmpty());
    EXPECT_EQ(journal.window().dropped, 0U);
}

TEST(Journal, FindsACallByItsRequestId) {
    Journal journal{{}};
    journal.append(call("CreateBackup", "1"));
    journal.append(call("DescribeBackupTasks", "2"));

    EXPECT_EQ(journal.find("2")->action, "DescribeBackupTasks");
    EXPECT_EQ(journal.find("3"), nullptr);
}

TEST(Journal, ForgetsAlsoWhatItDropped) {
    Journal journal{{.entries = 1, .bytes = kPlenty}};
    journal.append(call("CreateBackup", "1"));
    journal.append(call("CreateBackup", "2"));

    journal.clear();

    EXPECT_THAT(journal.window().entries, IsEmpty());
    EXPECT_EQ(journal.window().dropped, 0U);
}

TEST(Journal, ShowsAWatcherWhatTheWindowDidNotHave) {
    Journal journal{{}};
    std::vector<std::string> seen;
    journal.append(call("CreateBackup", "before"));
    auto const watcher =
        watching([&seen](SharedEntry const& entry) { seen.emplace_back(entry->request_id); });
    auto const window = journal.watch(watcher);
    journal.append(call("CreateBackup", "after"));
    journal.unwatch(watcher);
    journal.append(call("CreateBackup", "later"));

    ASSERT_TRUE(window);
    EXPECT_THAT(request_ids(*window), ElementsAre("before"));
    EXPECT_THAT(seen, ElementsAre("after"));
}

TEST(Journal, CountsTheMemoryOfEveryText) {
    std::string const text(1000, 'x');
    Entry const full{.client = text, .parameters = {{text, text}}, .hint = text};

    EXPECT_GE(full.bytes(), Entry{}.bytes() + 4 * text.size());
}

// Under TSan this is also a proof that nobody needs another lock.
TEST(Journal, IsForManyThreads) {
    constexpr int kCalls = 2000;
    constexpr int kThreads = 4;
    Journal journal{{.entries = 100, .bytes = kPlenty}};
    std::atomic<int> seen{0};
    ASSERT_TRUE(journal.watch(watching([&seen](SharedEntry const& /*entry*/) { ++seen; })));
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([&journal] {
                for (int i = 0; i < kCalls; ++i)
                    journal.append(poll("1", "rm-a"));
            });
        }
        threads.emplace_back([&journal] {
            for (int i = 0; i < kCalls; ++i) {
                auto const window = journal.window();
                EXPECT_LE(window.entries.size(), 100U);
                for (auto const& entry : window.entries)
                    EXPECT_EQ(entry->parameter("DBInstanceId"), "rm-a");
            }
        });
        threads.emplace_back([&journal] {
            for (int i = 0; i < kCalls; ++i) {
                auto const watcher = watching([](SharedEntry const& /*entry*/) {});
                journal.watch(watcher);
                journal.unwatch(watcher);
            }
        });
    }
    EXPECT_EQ(seen, kCalls * kThreads);
    EXPECT_EQ(journal.window().entries.size() + journal.window().dropped, 1UL * kCalls * kThreads);
}

}  // namespace

}  // namespace rds::control
