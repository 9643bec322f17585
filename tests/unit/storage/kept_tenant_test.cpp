// A tenant that is kept in a file, over the end of the program.
#include "storage/sqlite/connection.hpp"
#include "storage/tenant/tenant.hpp"
#include "storage/unusable.hpp"
#include "tests/kit/folder.hpp"

#include <gmock/gmock.h>

namespace rds::storage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

constexpr Instant kStart{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};
constexpr Instant kChosen{std::chrono::sys_days{std::chrono::year{2030} / 5 / 6}};

class KeptTenant : public testing::Test {
  protected:
    // What the clock shows after the program was away for an hour, having ended in good order or
    // not.
    enum class End : bool { orderly, crash };

    Instant resumed(Clock const& clock, Duration run, End end) {
        {
            Tenant tenant{clock};
            tenant.keep_in(file_, kStart);
            shown_ = tenant.enter(kStart + run).now();
            if (end == End::orderly) tenant.keep_clock(kStart + run);
        }
        auto tenant = Tenant::open(file_, kStart + run + 1h);
        std::filesystem::remove(file_);
        return tenant.enter(kStart + run + 1h).now();
    }

    kit::Folder folder_;
    std::filesystem::path file_ = folder_.path() / "1000000000000000.db";
    Instant shown_;
};

TEST_F(KeptTenant, HasARealClockThatRunsOnWhileTheProgramIsDown) {
    Clock const clock{kChosen, kStart, 1};
    EXPECT_EQ(resumed(clock, 5s, End::orderly), kChosen + 5s + 1h);
    EXPECT_EQ(resumed(clock, 5s, End::crash), kChosen + 5s + 1h);
}

TEST_F(KeptTenant, HasAFrozenClockThatStands) {
    Clock const clock{kChosen, kStart, 0};
    EXPECT_EQ(resumed(clock, 5s, End::orderly), kChosen);
    EXPECT_EQ(resumed(clock, 5s, End::crash), kChosen);
}

TEST_F(KeptTenant, HasAScaledClockThatGoesOnFromItsReadingAfterAnOrderlyEnd) {
    Clock const clock{kChosen, kStart, 60};
    EXPECT_EQ(resumed(clock, 5s, End::orderly), kChosen + 5min);
}

TEST_F(KeptTenant, HasAScaledClockThatAfterACrashIsAheadByAtMostASecondAndNeverBehind) {
    for (auto const speed : {0.5, 60.0, 3600.0}) {
        auto const clock = Clock{kChosen, kStart, speed};
        auto const after = resumed(clock, 5s, End::crash);
        EXPECT_GE(after, shown_) << speed;
        EXPECT_LE(after, clock.now(kStart + 6s)) << speed;
    }
}

TEST_F(KeptTenant, KeepsAClockThatIsSet) {
    {
        Tenant tenant{Clock{}};
        tenant.keep_in(file_, kStart);
        tenant.set_clock(Clock{kChosen, kStart, 0}, kStart);
    }
    EXPECT_EQ(Tenant::open(file_, kStart + 1h).enter(kStart + 2h).now(), kChosen);
}

TEST_F(KeptTenant, IsRefusedWhereItsClocksSpeedIsNoneThatCanBeChosen) {
    {
        Tenant tenant{Clock{}};
        tenant.keep_in(file_, kStart);
    }
    for (auto const* const speed : {"9e999", "1000001", "1e300"}) {
        sqlite::Connection::existing_file(file_).execute(
            "UPDATE clock SET speed = " + std::string{speed}
        );
        EXPECT_THROW(Tenant::open(file_, kStart), Unusable) << speed;
    }
}

TEST_F(KeptTenant, KeepsEverythingElse) {
    Plan const plan{.name = "polls", .kind = PlanKind::polls};
    FaultRule const rule{.id = 1, .first = 5, .code = "C", .calls = 3, .hits = 2};
    {
        Tenant tenant{Clock{}};
        tenant.instances().add({.id = "rm-1"});
        tenant.plans().put(plan);
        tenant.keep_in(file_, kStart);
        tenant.settings().update({.job_plan = "polls", .backups_per_day = 7});
        tenant.fault_rules().add(rule);
        auto const job = tenant.backup_jobs()
                             .create({.instance_id = "rm-1", .started_at = kStart}, plan, kStart);
        tenant.backup_jobs().count_poll(job, kStart + 1s);
    }
    auto tenant = Tenant::open(file_, kStart);

    EXPECT_EQ(tenant.settings().get().backups_per_day, 7);
    EXPECT_THAT(tenant.fault_rules().all(), ElementsAre(rule));
    auto const jobs = tenant.backup_jobs().live("rm-1");
    ASSERT_EQ(jobs.size(), 1U);
    EXPECT_EQ(jobs[0].phase, Phase::checking);
    EXPECT_EQ(tenant.backup_jobs().lifecycle(jobs[0].id).history().size(), 1U);
}

TEST_F(KeptTenant, UndoesWhatWasNotCommittedWhenTheProgramEnded) {
    {
        Tenant tenant{Clock{}};
        tenant.keep_in(file_, kStart);
        auto const transaction = tenant.enter({}).begin(Access::write);
        tenant.instances().add({.id = "rm-1"});
    }
    EXPECT_THAT(Tenant::open(file_, kStart).instances().names(), testing::IsEmpty());
}

}  // namespace
}  // namespace rds::storage
