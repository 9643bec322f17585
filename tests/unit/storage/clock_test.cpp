#include "storage/tenant/clock.hpp"

#include <gtest/gtest.h>

#include <random>

namespace rds::storage {
namespace {

constexpr Instant kMachine{Duration{1'700'000'000'000}};
constexpr Instant kChosen{Duration{946'684'800'000}};

TEST(Clock, ShowsTheMachinesTimeUnlessToldOtherwise) {
    Clock const clock;
    EXPECT_EQ(clock.now(kMachine), kMachine);
    EXPECT_EQ(clock.now(Instant::max()), Instant::max());
}

TEST(Clock, StandsStillWhenFrozen) {
    Clock const clock{kChosen, kMachine, 0};
    EXPECT_EQ(clock.now(kMachine), kChosen);
    EXPECT_EQ(clock.now(kMachine + std::chrono::hours{1000}), kChosen);
}

TEST(Clock, RunsAtItsSpeed) {
    Clock const fast{kChosen, kMachine, 60};
    EXPECT_EQ(fast.now(kMachine + std::chrono::seconds{1}), kChosen + std::chrono::minutes{1});
    Clock const slow{kChosen, kMachine, 0.5};
    EXPECT_EQ(slow.now(kMachine + Duration{9}), kChosen + Duration{4});
}

TEST(Clock, ShowsAChosenInstantAtItsStart) {
    auto const clock = changed(Clock{}, {.at = kChosen}, kMachine);
    EXPECT_EQ(clock.now(kMachine), kChosen);
    EXPECT_EQ(clock.now(kMachine + Duration{7}), kChosen + Duration{7});
}

TEST(Clock, StartedWithoutAnInstantShowsTheMachinesTimeOfThatMoment) {
    EXPECT_EQ(changed(Clock{}, {}, kMachine).now(kMachine + Duration{7}), kMachine + Duration{7});
    auto const frozen = changed(Clock{}, {.speed = 0}, kMachine);
    EXPECT_EQ(frozen.now(kMachine + std::chrono::days{1}), kMachine);
}

TEST(Clock, GoesOnFromWhereItStandsWhenOnlyItsSpeedChanges) {
    Clock const fast{kChosen, kMachine, 60};
    auto const later = kMachine + std::chrono::seconds{2};
    auto const slower = changed(fast, {.speed = 1}, later);
    EXPECT_EQ(slower.now(later), kChosen + std::chrono::minutes{2});
    EXPECT_EQ(slower.now(later + Duration{5}), kChosen + std::chrono::minutes{2} + Duration{5});
}

TEST(Clock, KeepsItsSpeedWhenOnlyItsReadingChanges) {
    Clock const frozen{kMachine, kMachine, 0};
    auto const set = changed(frozen, {.at = kChosen}, kMachine);
    EXPECT_EQ(set.now(kMachine + Duration{9}), kChosen);
}

TEST(Clock, NeverGoesBackWhileTheMachinesDoesNot) {
    std::mt19937 random{1};
    std::uniform_int_distribution step{0, 1000};
    for (auto const speed : {0.0, 0.001, 0.3, 1.0, 7.7, 3600.0}) {
        Clock const clock{kChosen, kMachine, speed};
        auto machine = kMachine - Duration{50'000};
        auto shown = clock.now(machine);
        for (int i = 0; i < 200; ++i) {
            machine += Duration{step(random)};
            auto const next = clock.now(machine);
            EXPECT_GE(next, shown) << speed;
            shown = next;
        }
    }
}

TEST(Clock, StopsFarAwayInsteadOfOverflowing) {
    Clock const clock{kChosen, kMachine, 1e300};
    auto const far = clock.now(kMachine + Duration{1});
    EXPECT_GT(far, kChosen + std::chrono::years{10'000});
    EXPECT_EQ(clock.now(kMachine + Duration{2}), far);
}

}  // namespace
}  // namespace rds::storage
