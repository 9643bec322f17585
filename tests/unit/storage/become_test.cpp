// An account that takes the place of another: reset, restore, load, fork.
#include "storage/account.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/transaction.hpp"
#include "tests/kit/folder.hpp"

#include <gmock/gmock.h>

namespace rds::storage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

constexpr Instant kStart{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};
constexpr Instant kChosen{std::chrono::sys_days{std::chrono::year{2030} / 5 / 6}};
Clock const kFrozen{kChosen, kStart, 0};

class Become : public testing::Test {
  protected:
    static Account with_instance(std::string const& id) {
        Account account{Clock{}};
        account.instances().add({.id = id});
        return account;
    }

    kit::Folder folder_;
    std::filesystem::path file_ = folder_.path() / "1000000000000000.db";
};

TEST_F(Become, TakesContentsAndClockAndGoesOn) {
    auto account = with_instance("rm-old");
    EXPECT_TRUE(account.instances().find("rm-old"));  // prepares what is used again below
    auto other = with_instance("rm-new");

    account.become(other, kFrozen, kStart);

    EXPECT_FALSE(account.instances().find("rm-old"));
    EXPECT_TRUE(account.instances().find("rm-new"));
    EXPECT_EQ(account.now(kStart + 1h), kChosen);
    account.instances().add({.id = "rm-later"});
    EXPECT_THAT(account.instances().ids(), ElementsAre("rm-later", "rm-new"));
    EXPECT_THAT(other.instances().ids(), ElementsAre("rm-new"));
}

TEST_F(Become, GivesUpWhatWasLarger) {
    auto account = with_instance("rm-old");
    auto const small = account.bytes();
    for (int i = 0; i < 1000; ++i)
        account.instances().add({.id = "rm-" + std::to_string(i)});
    ASSERT_GT(account.bytes(), 2 * small);
    auto other = with_instance("rm-new");

    account.become(other, Clock{}, kStart);

    EXPECT_EQ(account.bytes(), small);
    EXPECT_THAT(account.instances().ids(), ElementsAre("rm-new"));
}

TEST_F(Become, KeepsContentsAndClockInTheFile) {
    {
        auto account = with_instance("rm-old");
        account.keep_in(file_, kStart);
        auto other = with_instance("rm-new");
        account.become(other, kFrozen, kStart);
        account.instances().add({.id = "rm-later"});
    }
    auto account = Account::open(file_, kStart + 1h);

    EXPECT_THAT(account.instances().ids(), ElementsAre("rm-later", "rm-new"));
    EXPECT_EQ(account.now(kStart + 1h), kChosen);
    EXPECT_TRUE(account.clock().is_frozen());
}

TEST_F(Become, ChangesNothingWhenTheFileIsLocked) {
    auto account = with_instance("rm-old");
    account.keep_in(file_, kStart);
    auto other = with_instance("rm-new");
    {
        auto intruder = sqlite::Connection::existing_file(file_);
        sqlite::Transaction const lock{intruder, sqlite::TransactionMode::immediate};

        EXPECT_THROW(account.become(other, kFrozen, kStart), sqlite::Error);

        EXPECT_THAT(account.instances().ids(), ElementsAre("rm-old"));
        EXPECT_EQ(account.now(kStart + 1h), kStart + 1h);
    }
    account.become(other, kFrozen, kStart);
    EXPECT_THAT(account.instances().ids(), ElementsAre("rm-new"));
}

TEST_F(Become, IsNotSeenByOthersBeforeItIsDone) {
    auto account = with_instance("rm-old");
    account.keep_in(file_, kStart);
    auto reader = sqlite::Connection::existing_file(file_);
    sqlite::Transaction const reading{reader, sqlite::TransactionMode::deferred};
    EXPECT_THAT(Instances{reader}.ids(), ElementsAre("rm-old"));
    auto other = with_instance("rm-new");

    account.become(other, Clock{}, kStart);

    EXPECT_THAT(Instances{reader}.ids(), ElementsAre("rm-old"));
    EXPECT_THAT(account.instances().ids(), ElementsAre("rm-new"));
}

TEST_F(Become, LeavesTheLogBesideTheFileBoundedHoweverOftenItIsDone) {
    auto account = with_instance("rm-old");
    account.keep_in(file_, kStart);
    auto other = with_instance("rm-new");
    constexpr std::size_t kBound = std::size_t{5} << 20U;
    auto const times = 3 * kBound / other.bytes();

    for (std::size_t i = 0; i < times; ++i)
        account.become(other, Clock{}, kStart);

    EXPECT_LT(std::filesystem::file_size(file_.string() + "-wal"), kBound);
    EXPECT_THAT(account.instances().ids(), ElementsAre("rm-new"));
}

TEST_F(Become, OfACopyIsTheAccountAsItWas) {
    auto account = with_instance("rm-old");
    account.set_clock(Clock{kChosen, kStart, 60}, kStart);

    auto copy = account.copy(kStart + 1s);
    account.instances().add({.id = "rm-later"});

    EXPECT_THAT(copy.instances().ids(), ElementsAre("rm-old"));
    EXPECT_EQ(copy.clock().account_anchor(), kChosen + 1min);
    EXPECT_EQ(copy.clock().speed(), 60);
    EXPECT_EQ(copy.now(kStart + 2s), account.now(kStart + 2s));
}

TEST_F(Become, CopiesWhatIsKeptIntoMemory) {
    auto account = with_instance("rm-old");
    account.keep_in(file_, kStart);

    auto copy = account.copy(kStart);
    copy.instances().add({.id = "rm-copy"});

    EXPECT_THAT(account.instances().ids(), ElementsAre("rm-old"));
    EXPECT_EQ(copy.bytes(), account.bytes());
}

}  // namespace
}  // namespace rds::storage
