#include "storage/account.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace rds::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Account, BeginsEmptyAndWithDefaultSettings) {
    Account account{Clock{}};
    EXPECT_THAT(account.instances().ids(), IsEmpty());
    EXPECT_THAT(account.plans().names(), IsEmpty());
    EXPECT_EQ(account.settings().get(), AccountSettings{});
}

TEST(Account, KeepsItsSettings) {
    Account account{Clock{}};
    AccountSettings const settings{.job_plan = "held", .backups_per_day = 20};

    account.settings().set(settings);

    EXPECT_EQ(account.settings().get(), settings);
}

TEST(Account, KeepsItsClock) {
    Clock const frozen{Instant{Duration{5}}, Instant{}, 0};
    Account const account{frozen};
    EXPECT_EQ(account.clock().now(Instant{Duration{100}}), Instant{Duration{5}});
}

TEST(Account, SharesNothingWithAnother) {
    Account first{Clock{}};
    Account second{Clock{}};

    first.instances().add({.id = "rm-1"});

    EXPECT_THAT(first.instances().ids(), ElementsAre("rm-1"));
    EXPECT_THAT(second.instances().ids(), IsEmpty());
}

TEST(Account, UndoesATransactionThatIsNotCommitted) {
    Account account{Clock{}};
    {
        auto const transaction = account.begin(Access::write);
        account.instances().add({.id = "rm-1"});
    }
    EXPECT_THAT(account.instances().ids(), IsEmpty());
    {
        auto transaction = account.begin(Access::read);
        account.instances().add({.id = "rm-1"});
        transaction.commit();
    }
    EXPECT_THAT(account.instances().ids(), ElementsAre("rm-1"));
}

TEST(Account, MovesWithATransactionOpen) {
    Account account{Clock{}};
    auto transaction = account.begin(Access::write);
    account.instances().add({.id = "rm-1"});

    auto moved = std::move(account);
    transaction.commit();

    EXPECT_THAT(moved.instances().ids(), ElementsAre("rm-1"));
}

}  // namespace
}  // namespace rds::storage
