// A tenant that takes the place of another: reset, restore, load, fork.
#include "storage/sqlite/connection.hpp"
#include "storage/tenant/tenant.hpp"
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
    static Tenant with_instance(std::string const& id) {
        Tenant tenant{Clock{}};
        tenant.instances().add({.id = id});
        return tenant;
    }

    kit::Folder folder_;
    std::filesystem::path file_ = folder_.path() / "1000000000000000.db";
};

TEST_F(Become, TakesContentsAndClockAndGoesOn) {
    auto tenant = with_instance("rm-old");
    EXPECT_TRUE(tenant.instances().find("rm-old"));  // prepares what is used again below
    auto other = with_instance("rm-new");

    tenant.become(other, kFrozen, kStart);

    EXPECT_FALSE(tenant.instances().find("rm-old"));
    EXPECT_TRUE(tenant.instances().find("rm-new"));
    EXPECT_EQ(tenant.enter(kStart + 1h).now(), kChosen);
    tenant.instances().add({.id = "rm-later"});
    EXPECT_THAT(tenant.instances().names(), ElementsAre("rm-later", "rm-new"));
    EXPECT_THAT(other.instances().names(), ElementsAre("rm-new"));
}

TEST_F(Become, GivesUpWhatWasLarger) {
    auto tenant = with_instance("rm-old");
    auto const small = tenant.bytes();
    for (int i = 0; i < 1000; ++i)
        tenant.instances().add({.id = "rm-" + std::to_string(i)});
    ASSERT_GT(tenant.bytes(), 2 * small);
    auto other = with_instance("rm-new");

    tenant.become(other, Clock{}, kStart);

    EXPECT_EQ(tenant.bytes(), small);
    EXPECT_THAT(tenant.instances().names(), ElementsAre("rm-new"));
}

TEST_F(Become, KeepsContentsAndClockInTheFile) {
    {
        auto tenant = with_instance("rm-old");
        tenant.keep_in(file_, kStart);
        auto other = with_instance("rm-new");
        tenant.become(other, kFrozen, kStart);
        tenant.instances().add({.id = "rm-later"});
    }
    auto tenant = Tenant::open(file_, kStart + 1h);

    EXPECT_THAT(tenant.instances().names(), ElementsAre("rm-later", "rm-new"));
    EXPECT_EQ(tenant.enter(kStart + 1h).now(), kChosen);
    EXPECT_TRUE(tenant.clock().is_frozen());
}

TEST_F(Become, ChangesNothingWhenTheFileIsLocked) {
    auto tenant = with_instance("rm-old");
    tenant.keep_in(file_, kStart);
    auto other = with_instance("rm-new");
    {
        auto intruder = sqlite::Connection::existing_file(file_);
        Transaction const lock{intruder, Access::write};

        EXPECT_THROW(tenant.become(other, kFrozen, kStart), sqlite::Error);

        EXPECT_THAT(tenant.instances().names(), ElementsAre("rm-old"));
        EXPECT_EQ(tenant.enter(kStart + 1h).now(), kStart + 1h);
    }
    tenant.become(other, kFrozen, kStart);
    EXPECT_THAT(tenant.instances().names(), ElementsAre("rm-new"));
}

TEST_F(Become, IsNotSeenByOthersBeforeItIsDone) {
    auto tenant = with_instance("rm-old");
    tenant.keep_in(file_, kStart);
    auto reader = sqlite::Connection::existing_file(file_);
    Transaction const reading{reader, Access::read};
    EXPECT_THAT(Instances{reader}.names(), ElementsAre("rm-old"));
    auto other = with_instance("rm-new");

    tenant.become(other, Clock{}, kStart);

    EXPECT_THAT(Instances{reader}.names(), ElementsAre("rm-old"));
    EXPECT_THAT(tenant.instances().names(), ElementsAre("rm-new"));
}

TEST_F(Become, LeavesTheLogBesideTheFileBoundedHoweverOftenItIsDone) {
    auto tenant = with_instance("rm-old");
    tenant.keep_in(file_, kStart);
    auto other = with_instance("rm-new");
    constexpr std::size_t kBound = std::size_t{5} << 20U;
    auto const times = 3 * kBound / other.bytes();

    for (std::size_t i = 0; i < times; ++i)
        tenant.become(other, Clock{}, kStart);

    EXPECT_LT(std::filesystem::file_size(file_.string() + "-wal"), kBound);
    EXPECT_THAT(tenant.instances().names(), ElementsAre("rm-new"));
}

TEST_F(Become, OfACopyIsTheTenantAsItWas) {
    auto tenant = with_instance("rm-old");
    tenant.set_clock(Clock{kChosen, kStart, 60}, kStart);

    auto copy = tenant.enter(kStart + 1s).copy();
    tenant.instances().add({.id = "rm-later"});

    EXPECT_THAT(copy.instances().names(), ElementsAre("rm-old"));
    EXPECT_EQ(copy.clock().tenant_anchor, kChosen + 1min);
    EXPECT_EQ(copy.clock().speed, 60);
    EXPECT_EQ(copy.enter(kStart + 2s).now(), tenant.enter(kStart + 2s).now());
}

TEST_F(Become, CopiesWhatIsKeptIntoMemory) {
    auto tenant = with_instance("rm-old");
    tenant.keep_in(file_, kStart);

    auto copy = tenant.enter(kStart).copy();
    copy.instances().add({.id = "rm-copy"});

    EXPECT_THAT(tenant.instances().names(), ElementsAre("rm-old"));
    EXPECT_EQ(copy.bytes(), tenant.bytes());
}

}  // namespace
}  // namespace rds::storage
