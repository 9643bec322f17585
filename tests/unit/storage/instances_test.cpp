#include "storage/instances/instances.hpp"

#include "storage/sqlite/connection.hpp"
#include "storage/tenant/tenant.hpp"

#include <gmock/gmock.h>

namespace rds::storage {
namespace {

using testing::ElementsAre;

TEST(Instances, ComeBackAsTheyWereAdded) {
    Tenant tenant{Clock{}};
    Instance const instance{
        .id = "rm-1",
        .engine = "PostgreSQL",
        .engine_version = "15.0",
        .region_id = "eu-central-1",
        .state = InstanceState::rebooting,
        .read_only = true,
        .job_plan = "held",
        .tags = {{"env", "test"}, {"owner", ""}}};

    tenant.instances().add(instance);

    EXPECT_EQ(tenant.instances().find("rm-1"), instance);
}

TEST(Instances, HaveTheirOwnTags) {
    Tenant tenant{Clock{}};
    tenant.instances().add({.id = "rm-1", .tags = {{"k", "1"}}});
    tenant.instances().add({.id = "rm-2", .tags = {{"k", "2"}}});

    EXPECT_THAT(tenant.instances().find("rm-2")->tags, ElementsAre(testing::Pair("k", "2")));
}

TEST(Instances, AreFoundByTheirExactIdOnly) {
    Tenant tenant{Clock{}};
    tenant.instances().add({.id = "rm-1"});

    EXPECT_FALSE(tenant.instances().find("RM-1"));
    EXPECT_FALSE(tenant.instances().find(""));
    EXPECT_FALSE(tenant.instances().find("rm-"));
}

TEST(Instances, TellWhetherTheyAreReadOnly) {
    Tenant tenant{Clock{}};
    tenant.instances().add({.id = "rm-1", .read_only = true});
    tenant.instances().add({.id = "rm-2"});

    EXPECT_TRUE(tenant.instances().find("rm-1").value().read_only);
    EXPECT_FALSE(tenant.instances().find("rm-2").value().read_only);
}

TEST(Instances, AreListedInOrderOfId) {
    Tenant tenant{Clock{}};
    for (auto const* const id : {"rm-b", "rm-c", "rm-a"})
        tenant.instances().add({.id = id});
    EXPECT_THAT(tenant.instances().names(), ElementsAre("rm-a", "rm-b", "rm-c"));
}

TEST(Instances, WithAnIdThatIsTakenAreRefused) {
    Tenant tenant{Clock{}};
    tenant.instances().add({.id = "rm-1"});
    EXPECT_THROW(tenant.instances().add({.id = "rm-1", .engine = "MariaDB"}), sqlite::Error);
    EXPECT_EQ(tenant.instances().find("rm-1")->engine, "MySQL");
}

TEST(Instances, BecomeWhatTheyAreUpdatedTo) {
    Tenant tenant{Clock{}};
    tenant.instances().add({.id = "rm-1", .tags = {{"k", "1"}}});
    tenant.instances().add({.id = "rm-2"});
    Instance const wanted{
        .id = "rm-1",
        .engine = "PostgreSQL",
        .engine_version = "15.0",
        .region_id = "eu-central-1",
        .state = InstanceState::rebooting,
        .read_only = true,
        .job_plan = "held",
        .tags = {{"j", "2"}}};

    tenant.instances().update(wanted);

    EXPECT_EQ(tenant.instances().find("rm-1"), wanted);
    EXPECT_EQ(tenant.instances().find("rm-2"), (Instance{.id = "rm-2"}));
}

TEST(Instances, AreRemovedWithTheirJobs) {
    Tenant tenant{Clock{}};
    tenant.instances().add({.id = "rm-1", .tags = {{"k", "1"}}});
    tenant.instances().add({.id = "rm-2"});
    tenant.backup_jobs().create({.instance_id = "rm-2"}, {.name = "t"}, Instant{});

    tenant.instances().remove("rm-1");
    EXPECT_THAT(tenant.instances().names(), ElementsAre("rm-2"));
    tenant.instances().remove("rm-2");
    EXPECT_THAT(tenant.backup_jobs().page({}, -1), testing::IsEmpty());
}

}  // namespace
}  // namespace rds::storage
