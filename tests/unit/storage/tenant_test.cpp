#include "storage/tenant/tenant.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace rds::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Tenant, BeginsEmptyAndWithDefaultSettings) {
    Tenant tenant{Clock{}};
    EXPECT_THAT(tenant.instances().names(), IsEmpty());
    EXPECT_THAT(tenant.plans().names(), IsEmpty());
    EXPECT_EQ(tenant.settings().get(), TenantSettings{});
}

TEST(Tenant, KeepsItsSettings) {
    Tenant tenant{Clock{}};
    TenantSettings const settings{.job_plan = "held", .backups_per_day = 20};

    tenant.settings().update(settings);

    EXPECT_EQ(tenant.settings().get(), settings);
}

TEST(Tenant, KeepsItsClock) {
    Clock const frozen{Instant{Duration{5}}, Instant{}, 0};
    Tenant const tenant{frozen};
    EXPECT_EQ(tenant.clock().now(Instant{Duration{100}}), Instant{Duration{5}});
}

TEST(Tenant, SharesNothingWithAnother) {
    Tenant first{Clock{}};
    Tenant second{Clock{}};

    first.instances().add({.id = "rm-1"});

    EXPECT_THAT(first.instances().names(), ElementsAre("rm-1"));
    EXPECT_THAT(second.instances().names(), IsEmpty());
}

TEST(Tenant, UndoesATransactionThatIsNotCommitted) {
    Tenant tenant{Clock{}};
    {
        auto const transaction = tenant.enter({}).begin(Access::write);
        tenant.instances().add({.id = "rm-1"});
    }
    EXPECT_THAT(tenant.instances().names(), IsEmpty());
    {
        auto transaction = tenant.enter({}).begin(Access::read);
        tenant.instances().add({.id = "rm-1"});
        transaction.commit();
    }
    EXPECT_THAT(tenant.instances().names(), ElementsAre("rm-1"));
}

TEST(Tenant, MovesWithATransactionOpen) {
    Tenant tenant{Clock{}};
    auto transaction = tenant.enter({}).begin(Access::write);
    tenant.instances().add({.id = "rm-1"});

    auto moved = std::move(tenant);
    transaction.commit();

    EXPECT_THAT(moved.instances().names(), ElementsAre("rm-1"));
}

}  // namespace
}  // namespace rds::storage
