#include "server/control/accounts.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace rds::control {

namespace {

Lane at_once() {
    return [](Task const& task) { task(); };
}

AccountContents open_empty(std::string const& /*id*/) {
    return {storage::Account{storage::Clock{}}, {}};
}

TEST(Accounts, GivesTheSameAccountForTheSameId) {
    Accounts accounts{2, at_once, open_empty};

    auto* const one = accounts.find_or_add("1");

    EXPECT_EQ(accounts.find_or_add("1"), one);
    EXPECT_NE(accounts.find_or_add("2"), one);
    EXPECT_EQ(one->id(), "1");
}

TEST(Accounts, AddsNoMoreThanItMayAndKeepsThoseThatItHas) {
    Accounts accounts{1, at_once, open_empty};
    auto* const one = accounts.find_or_add("1");

    EXPECT_EQ(accounts.find_or_add("2"), nullptr);
    EXPECT_EQ(accounts.find_or_add("1"), one);
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
