#include "storage/instances.hpp"

#include "storage/account.hpp"
#include "storage/sqlite/error.hpp"

#include <gmock/gmock.h>

namespace rds::storage {
namespace {

using testing::ElementsAre;

TEST(Instances, ComeBackAsTheyWereAdded) {
    Account account{Clock{}};
    Instance const instance{
        .id = "rm-1",
        .engine = "PostgreSQL",
        .engine_version = "15.0",
        .region_id = "eu-central-1",
        .status = "Restarting",
        .read_only = true,
        .job_plan = "held",
        .databases = {"shop", "accounts", "\u4e2d"},
        .tags = {{"env", "test"}, {"owner", ""}}};

    account.instances().add(instance);

    EXPECT_EQ(account.instances().find("rm-1"), instance);
}

TEST(Instances, HaveTheirOwnDatabasesAndTags) {
    Account account{Clock{}};
    account.instances().add({.id = "rm-1", .databases = {"a"}, .tags = {{"k", "1"}}});
    account.instances().add({.id = "rm-2", .databases = {"a", "b"}, .tags = {{"k", "2"}}});

    EXPECT_THAT(account.instances().find("rm-1")->databases, ElementsAre("a"));
    EXPECT_THAT(account.instances().find("rm-2")->tags, ElementsAre(testing::Pair("k", "2")));
}

TEST(Instances, AreFoundByTheirExactIdOnly) {
    Account account{Clock{}};
    account.instances().add({.id = "rm-1"});

    EXPECT_FALSE(account.instances().find("RM-1"));
    EXPECT_FALSE(account.instances().find(""));
    EXPECT_FALSE(account.instances().find_brief("rm-"));
}

TEST(Instances, TellBrieflyWhetherTheyAreReadOnly) {
    Account account{Clock{}};
    account.instances().add({.id = "rm-1", .read_only = true});
    account.instances().add({.id = "rm-2"});

    EXPECT_TRUE(account.instances().find_brief("rm-1").value().read_only);
    EXPECT_FALSE(account.instances().find_brief("rm-2").value().read_only);
}

TEST(Instances, AreListedInOrderOfId) {
    Account account{Clock{}};
    for (auto const* const id : {"rm-b", "rm-c", "rm-a"})
        account.instances().add({.id = id});
    EXPECT_THAT(account.instances().ids(), ElementsAre("rm-a", "rm-b", "rm-c"));
}

TEST(Instances, WithAnIdThatIsTakenAreRefused) {
    Account account{Clock{}};
    account.instances().add({.id = "rm-1"});
    EXPECT_THROW(account.instances().add({.id = "rm-1", .engine = "MariaDB"}), sqlite::Error);
    EXPECT_EQ(account.instances().find("rm-1")->engine, "MySQL");
}

TEST(Instances, BecomeWhatTheyAreUpdatedTo) {
    Account account{Clock{}};
    account.instances().add({.id = "rm-1", .databases = {"a", "b"}, .tags = {{"k", "1"}}});
    account.instances().add({.id = "rm-2", .databases = {"a"}});
    Instance const wanted{
        .id = "rm-1",
        .engine = "PostgreSQL",
        .engine_version = "15.0",
        .region_id = "eu-central-1",
        .status = "Rebooting",
        .read_only = true,
        .job_plan = "held",
        .databases = {"b", "c"},
        .tags = {{"j", "2"}}};

    account.instances().update(wanted);

    EXPECT_EQ(account.instances().find("rm-1"), wanted);
    EXPECT_EQ(account.instances().find("rm-2"), (Instance{.id = "rm-2", .databases = {"a"}}));
}

TEST(Instances, AreRemovedOnlyWithoutJobs) {
    Account account{Clock{}};
    account.instances().add({.id = "rm-1", .databases = {"a"}, .tags = {{"k", "1"}}});
    account.instances().add({.id = "rm-2"});
    account.backup_jobs().create({.instance_id = "rm-2"}, {.name = "t"}, Instant{});

    account.instances().remove("rm-1");
    EXPECT_THROW(account.instances().remove("rm-2"), sqlite::Error);

    EXPECT_THAT(account.instances().ids(), ElementsAre("rm-2"));
}

TEST(Instances, WithADatabaseNamedTwiceAreRefused) {
    Account account{Clock{}};
    EXPECT_THROW(account.instances().add({.id = "rm-1", .databases = {"a", "a"}}), sqlite::Error);
}

}  // namespace
}  // namespace rds::storage
