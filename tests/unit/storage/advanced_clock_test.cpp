// Turning the clock: a law of plain arithmetic, because timelines are data.

#include "storage/tenant/tenant.hpp"
#include "tests/kit/state_text.hpp"

#include <gmock/gmock.h>

#include <random>

namespace rds::storage {
namespace {

constexpr Instant kNow{Duration{1'700'000'000'000}};
constexpr Instant kMachine{Duration{1'800'000'000'000}};
constexpr int kMany = 1000;

TEST(AdvancedClock, StopsBeforeTheYearTenThousand) {
    EXPECT_EQ(advanced(kNow, Duration{5}), kNow + Duration{5});
    EXPECT_EQ(advanced(kNow, kLastInstant - kNow), kLastInstant);
    EXPECT_FALSE(advanced(kNow, kLastInstant - kNow + Duration{1}));
    EXPECT_FALSE(advanced(kNow, Duration::max()));
    EXPECT_FALSE(advanced(kLastInstant, Duration{1}));
}

TEST(AdvancedClock, KeepsItsSpeed) {
    Clock const clock{kNow, kMachine, 10.0};
    auto const later = kMachine + Duration{100};

    auto const jumped = changed(clock, {.at = advanced(clock.now(later), Duration{5000})}, later);

    EXPECT_EQ(jumped.now(later), kNow + Duration{6000});
    EXPECT_EQ(jumped.now(later + Duration{1}), kNow + Duration{6010});
}

// A frozen tenant with the jobs of this seed, and what befalls them between two advances.
class Subject {
  public:
    explicit Subject(unsigned seed) : chance_{seed} {
        tenant_.instances().add({.id = "rm-1"});
        for (int i = 0; i < 12; ++i)
            add_job();
    }

    // What fell due.
    std::vector<ScheduledMove> advance(Duration by) {
        auto const from = now();
        auto const to = advanced(from, by).value();
        auto moves = tenant_.schedule().between(from, to, kMany);
        tenant_.set_clock(changed(tenant_.clock(), {.at = to}, kMachine), kMachine);
        return moves;
    }

    int upto(int most) { return std::uniform_int_distribution{0, most}(chance_); }

    std::string text() {
        auto text = kit::state_text(tenant_);
        for (auto const& job : tenant_.backup_jobs().page({}, kMany, now()))
            text += std::to_string(static_cast<int>(job.phase)) + (job.held ? "h " : " ");
        return text + std::to_string(now().time_since_epoch().count());
    }

  private:
    Instant now() { return tenant_.now(kMachine); }

    void add_job() {
        Plan const plan{
            .name = "random",
            .kind = static_cast<PlanKind>(upto(4)),
            .duration = Duration{upto(5000)},
            .fails_in = static_cast<Phase>(upto(5))};
        NewBackupJob const job{
            .instance_id = "rm-1",
            .started_at = kNow + Duration{upto(4000) - 2000},
            .phase = static_cast<Phase>(upto(6))};
        auto const created = tenant_.backup_jobs().create(job, plan, kNow);
        if (upto(3) == 0 && !is_terminal(created.phase)) {
            tenant_.backup_jobs().hold(created, kNow);
        }
    }

    std::mt19937 chance_;
    Tenant tenant_{Clock{kNow, kMachine, 0.0}};
};

TEST(AdvancedClock, InTwoStepsComesToTheSameAsInOne) {
    for (unsigned seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(seed);
        Subject twice{seed};
        Subject once{seed};
        Duration const first{twice.upto(4000)};
        Duration const second{twice.upto(4000)};

        auto moves = twice.advance(first);
        for (auto& move : twice.advance(second))
            moves.push_back(std::move(move));

        EXPECT_EQ(once.advance(first + second), moves);
        EXPECT_EQ(once.text(), twice.text());
    }
}

}  // namespace
}  // namespace rds::storage
