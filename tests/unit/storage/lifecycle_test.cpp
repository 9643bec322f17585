// What a test makes of one lifecycle: a job's, which is a line, and an instance's, which has
// cycles.
#include "storage/lifecycle/lifecycle.hpp"

#include "tests/unit/storage/tenant_at.hpp"

#include <gmock/gmock.h>

namespace rds::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Why = IllegalMove::Why;

constexpr Instant kNow{Duration{1'700'000'000'000}};

Instant at(int milliseconds) {
    return kNow + Duration{milliseconds};
}

Plan const kTimed{.name = "t", .kind = PlanKind::timed, .duration = Duration{6000}};
Plan const kPolls{.name = "p", .kind = PlanKind::polls};
Plan const kHeld{.name = "h", .kind = PlanKind::held, .duration = Duration{6000}};

Why refusal(auto const& edit) {
    try {
        edit();
    } catch (IllegalMove const& error) {
        return error.why;
    }
    throw std::runtime_error{"was not refused"};
}

class JobLifecycle : public testing::Test {
  protected:
    JobLifecycle() { tenant_->instances().add({.id = "rm-1"}); }

    void create(Plan const& plan, int starts = 0, Phase phase = Phase::not_started) {
        id_ = jobs()
                  .create(
                      {.instance_id = "rm-1", .started_at = at(starts), .phase = phase},
                      plan,
                      tenant_.now()
                  )
                  .id;
    }

    BackupJobs jobs() { return tenant_->backup_jobs(); }

    Lifecycle lifecycle() { return jobs().lifecycle(id_); }

    BackupJob job() { return jobs().find_anywhere(id_).value(); }

    void go_to(int milliseconds) { tenant_.go_to(at(milliseconds)); }

    Phase phase_at(int milliseconds) {
        go_to(milliseconds);
        return job().phase;
    }

    void step(std::optional<Phase> to, int milliseconds) {
        go_to(milliseconds);
        auto const state = to ? std::optional{state_of(*to)} : std::nullopt;
        lifecycle().step(state, "step", at(milliseconds));
    }

    void hold(int milliseconds) {
        go_to(milliseconds);
        lifecycle().hold(at(milliseconds));
    }

    void release(int milliseconds) {
        go_to(milliseconds);
        lifecycle().release(at(milliseconds));
    }

    void change_plan(Plan const& plan, int milliseconds) {
        go_to(milliseconds);
        jobs().change_plan(job(), plan, at(milliseconds));
    }

    // Shows the job and counts that.
    Phase poll(int milliseconds) {
        go_to(milliseconds);
        auto const shown = job();
        jobs().count_poll(shown, at(milliseconds));
        return shown.phase;
    }

    // In milliseconds after kNow.
    std::vector<std::int64_t> times() {
        std::vector<std::int64_t> all;
        for (auto const& move : lifecycle().history())
            all.push_back((move.at - kNow).count());
        for (auto const& move : lifecycle().planned())
            all.push_back((std::get<Instant>(move.when) - kNow).count());
        return all;
    }

    bool is_live() { return !jobs().live("rm-1").empty(); }

    TenantAt tenant_{kNow};
    std::int32_t id_ = 0;
};

TEST_F(JobLifecycle, MovesExactlyWhenItsMovesFallDue) {
    create(kTimed);
    for (int i = 1; i <= 6; ++i) {
        EXPECT_EQ(phase_at(i * 1000 - 1), static_cast<Phase>(i - 1));
        EXPECT_EQ(phase_at(i * 1000), static_cast<Phase>(i));
    }
    EXPECT_FALSE(is_live());
}

TEST_F(JobLifecycle, IsSteppedKeepingTheGapsOfThePlan) {
    create(kTimed);
    step(Phase::checking, 400);
    EXPECT_EQ(job().phase, Phase::checking);
    EXPECT_THAT(times(), ElementsAre(400, 1400, 2400, 3400, 4400, 5400));
}

TEST_F(JobLifecycle, IsSteppedThroughThePhasesBetween) {
    create(kTimed);
    step(Phase::uploading, 1500);
    EXPECT_EQ(
        lifecycle().history().at(1),
        job_move(Phase::checking, Phase::preparing, at(1500), "step")
    );
    EXPECT_THAT(times(), ElementsAre(1000, 1500, 1500, 1500, 2500, 3500));
}

TEST_F(JobLifecycle, IsSteppedToTheNextPhaseEvenIfItsPlanFails) {
    create({.name = "f", .kind = PlanKind::failing, .duration = Duration{6000}, .fails_in = 0});
    step({}, 100);
    EXPECT_EQ(job().phase, Phase::checking);
    EXPECT_THAT(lifecycle().planned(), IsEmpty());
}

TEST_F(JobLifecycle, IsSteppedToItsEnd) {
    create(kTimed);
    step(Phase::finished, 100);
    EXPECT_FALSE(is_live());
    EXPECT_EQ(lifecycle().history().size(), 6U);

    create(kPolls);
    step(Phase::failed, 200);
    EXPECT_EQ(job().stopped_in, Phase::not_started);
    EXPECT_THAT(lifecycle().planned(), IsEmpty());
}

TEST_F(JobLifecycle, BeginsWhenItIsSteppedBeforeItsStart) {
    create(kTimed, 5000);
    step(Phase::checking, 100);
    EXPECT_EQ(job().started_at, at(100));
    EXPECT_THAT(times(), ElementsAre(100, 1100, 2100, 3100, 4100, 5100));
}

TEST_F(JobLifecycle, IsNotSteppedBackOrOnTheSpotOrBeyondItsEnd) {
    create(kTimed, 0, Phase::uploading);
    EXPECT_EQ(refusal([&] { step(Phase::uploading, 0); }), Why::not_ahead);
    EXPECT_EQ(refusal([&] { step(Phase::checking, 0); }), Why::not_ahead);
    EXPECT_EQ(
        kJobMachine.reachable(state_of(Phase::uploading)),
        states_of({Phase::verifying, Phase::finished, Phase::failed})
    );
    auto const before = lifecycle().history();
    go_to(2000);
    EXPECT_EQ(refusal([&] { step(Phase::failed, 2000); }), Why::ended);
    EXPECT_EQ(refusal([&] { hold(2000); }), Why::ended);
    EXPECT_EQ(refusal([&] { release(2000); }), Why::ended);
    EXPECT_EQ(refusal([&] { change_plan(kHeld, 2000); }), Why::ended);
    EXPECT_EQ(refusal([&] { lifecycle().fail("x", at(2000)); }), Why::ended);
    EXPECT_EQ(lifecycle().history().size(), before.size() + 2);
}

TEST_F(JobLifecycle, FailsWhereItStands) {
    create(kTimed);
    go_to(2500);
    lifecycle().fail("disk full", at(2500));
    EXPECT_EQ(job().phase, Phase::failed);
    EXPECT_EQ(job().stopped_in, Phase::preparing);
    EXPECT_EQ(lifecycle().history().back().why, "disk full");
    EXPECT_THAT(lifecycle().planned(), IsEmpty());
}

TEST_F(JobLifecycle, StandsStillWhileHeldAndGoesOnWithTheTimeThatWasLeft) {
    create(kTimed);
    hold(1400);
    EXPECT_TRUE(job().held);
    EXPECT_EQ(phase_at(100'000), Phase::checking);
    EXPECT_FALSE(tenant_->next_scheduled());

    release(100'000);
    EXPECT_FALSE(job().held);
    EXPECT_THAT(times(), ElementsAre(1000, 100'600, 101'600, 102'600, 103'600, 104'600));
}

TEST_F(JobLifecycle, StaysHeldWhenItIsSteppedUnlessItEnds) {
    create(kTimed);
    hold(400);
    step(Phase::preparing, 5000);
    EXPECT_TRUE(job().held);
    EXPECT_EQ(phase_at(100'000), Phase::preparing);
    step(Phase::waiting, 100'000);
    release(100'000);
    EXPECT_THAT(times(), ElementsAre(5000, 5000, 100'000, 101'000, 102'000, 103'000));

    hold(100'000);
    step(Phase::failed, 100'000);
    EXPECT_FALSE(job().held);
}

TEST_F(JobLifecycle, IsHeldOnceAndReleasedOnce) {
    create(kTimed);
    EXPECT_EQ(refusal([&] { release(0); }), Why::not_held);
    hold(0);
    EXPECT_EQ(refusal([&] { hold(1); }), Why::held);
    release(2);
    EXPECT_EQ(refusal([&] { release(3); }), Why::not_held);
}

TEST_F(JobLifecycle, OfAHeldPlanWaitsForItsReleaseAndThenTakesItsTime) {
    create(kHeld);
    EXPECT_TRUE(job().held);
    EXPECT_EQ(phase_at(1'000'000), Phase::not_started);
    release(1'000'000);
    EXPECT_EQ(phase_at(1'006'000), Phase::finished);
}

TEST_F(JobLifecycle, IsShownInEachPhaseAsOftenAsItsPlanSays) {
    create({.name = "p", .kind = PlanKind::polls, .polls = 2});
    EXPECT_TRUE(job().polled);
    for (int phase = 0; phase < 6; ++phase) {
        EXPECT_EQ(poll(phase), static_cast<Phase>(phase));
        EXPECT_EQ(poll(phase), static_cast<Phase>(phase));
    }
    EXPECT_EQ(poll(6), Phase::finished);
    EXPECT_EQ(
        lifecycle().history().back(),
        job_move(Phase::verifying, Phase::finished, at(5), "polled")
    );
}

TEST_F(JobLifecycle, IsNotMovedByPollsBeforeItsStart) {
    create(kPolls, 1000);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(poll(i), Phase::not_started);
    EXPECT_EQ(poll(1000), Phase::checking);
    EXPECT_EQ(poll(1000), Phase::preparing);
}

TEST_F(JobLifecycle, IsNotMovedByPollsWhileHeldAndKeepsThoseItHasSeen) {
    create({.name = "p", .kind = PlanKind::polls, .polls = 2});
    poll(0);
    hold(1);
    for (int i = 2; i < 9; ++i)
        EXPECT_EQ(poll(i), Phase::not_started);
    release(10);
    EXPECT_EQ(poll(10), Phase::not_started);
    EXPECT_EQ(poll(11), Phase::checking);
}

TEST_F(JobLifecycle, CountsItsPollsAnewOnceItIsStepped) {
    create({.name = "p", .kind = PlanKind::polls, .polls = 2});
    poll(0);
    step(Phase::preparing, 10);
    EXPECT_EQ(poll(20), Phase::preparing);
    EXPECT_EQ(poll(30), Phase::preparing);
    EXPECT_EQ(poll(40), Phase::waiting);
}

TEST_F(JobLifecycle, IsNotMovedByPollsIfTimeMovesIt) {
    create(kTimed);
    EXPECT_FALSE(job().polled);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(poll(i), Phase::not_started);
}

TEST_F(JobLifecycle, TakesAnotherPlanFromWhereItStands) {
    create(kTimed);
    change_plan({.name = "u", .duration = Duration{600}}, 2500);
    EXPECT_THAT(times(), ElementsAre(1000, 2000, 2600, 2700, 2800, 2900));

    create(kTimed);
    change_plan(kPolls, 3000);
    EXPECT_TRUE(job().polled);
    change_plan({.name = "i", .kind = PlanKind::instant}, 3000);
    EXPECT_EQ(job().phase, Phase::finished);
}

TEST_F(JobLifecycle, WaitsForItsStartUnderAnotherPlanToo) {
    create(kHeld, 5000);
    change_plan(kTimed, 100);
    release(100);
    EXPECT_EQ(phase_at(5999), Phase::not_started);
    EXPECT_EQ(phase_at(6000), Phase::checking);
}

TEST_F(JobLifecycle, BeginsAnotherPlanWhenItIsReleased) {
    create(kTimed);
    hold(100);
    change_plan({.name = "i", .kind = PlanKind::instant}, 200);
    EXPECT_TRUE(job().held);
    EXPECT_EQ(phase_at(10'000), Phase::not_started);
    release(10'000);
    EXPECT_EQ(job().phase, Phase::finished);
}

class InstanceLifecycle : public testing::Test {
  protected:
    InstanceLifecycle() { tenant_->instances().add({.id = "rm-1"}); }

    Lifecycle lifecycle() { return tenant_->instances().lifecycle("rm-1"); }

    std::string status() { return std::string{word(tenant_->instances().get("rm-1").state)}; }

    static State state(InstanceState state) { return static_cast<State>(state); }

    void restart(Plan const& plan) {
        Route const route{
            .states = {state(InstanceState::rebooting), state(InstanceState::running)},
            .begins_at_once = true};
        auto its = lifecycle();
        its.plan(planned_moves(kInstanceMachine, its.state(), route, plan, kNow), kNow);
    }

    TenantAt tenant_{kNow};
};

TEST_F(InstanceLifecycle, GoesRoundInACycle) {
    for (int i = 0; i < 3; ++i) {
        Route const route{
            .states = {state(InstanceState::rebooting), state(InstanceState::running)},
            .begins_at_once = true};
        auto its = lifecycle();
        its.plan(
            planned_moves(kInstanceMachine, its.state(), route, kTimed, tenant_.now()),
            tenant_.now()
        );
        EXPECT_EQ(status(), "Rebooting");
        tenant_.go_to(tenant_.now() + Duration{6000});
        EXPECT_EQ(status(), "Running");
    }
    EXPECT_EQ(lifecycle().history().size(), 6U);
}

TEST_F(InstanceLifecycle, ComesBackByPollsOrOnReleaseOrAtOnce) {
    restart(kPolls);
    EXPECT_EQ(status(), "Rebooting");
    lifecycle().poll(kNow, kNow);
    EXPECT_EQ(status(), "Running");

    restart(kHeld);
    EXPECT_EQ(status(), "Running") << "held from the start";
    lifecycle().release(kNow);
    EXPECT_EQ(status(), "Rebooting");

    lifecycle()
        .set(state(InstanceState::rebooting), state(InstanceState::running), "control", kNow);
    restart({.name = "i", .kind = PlanKind::instant});
    EXPECT_EQ(status(), "Running");
}

TEST_F(InstanceLifecycle, FailsBackToWhereItWasAndACreationIntoDeleting) {
    restart(kTimed);
    lifecycle().fail("no host", kNow);
    EXPECT_EQ(status(), "Running");
    EXPECT_EQ(refusal([&] { lifecycle().fail("x", kNow); }), Why::no_failure);

    lifecycle().set(state(InstanceState::running), state(InstanceState::creating), "control", kNow);
    lifecycle().fail("no stock", kNow);
    EXPECT_EQ(status(), "Deleting");
}

TEST_F(InstanceLifecycle, IsSteppedWhereItsMachineLeads) {
    EXPECT_EQ(refusal([&] { lifecycle().step({}, "step", kNow); }), Why::no_step);
    lifecycle().step(state(InstanceState::stopped), "step", kNow);
    EXPECT_EQ(status(), "Stopped");
    EXPECT_EQ(lifecycle().history().size(), 2U) << "by way of Stopping";
}

TEST_F(InstanceLifecycle, TakesAllThatItHasWithItWhenItIsReleased) {
    tenant_->backup_jobs().create({.instance_id = "rm-1", .started_at = kNow}, kTimed, kNow);
    Route const route{
        .states = {state(InstanceState::deleting), state(InstanceState::released)},
        .begins_at_once = true};
    lifecycle().plan(planned_moves(kInstanceMachine, 0, route, kTimed, kNow), kNow);
    EXPECT_EQ(status(), "Deleting");

    tenant_.go_to(at(6000));

    EXPECT_FALSE(tenant_->instances().find("rm-1"));
    EXPECT_THAT(tenant_->backup_jobs().page({}, -1), IsEmpty());
    EXPECT_FALSE(tenant_->next_scheduled());
}

TEST_F(InstanceLifecycle, KeepsItsLastHundredMoves) {
    for (int i = 0; i < 60; ++i)
        restart({.name = "i", .kind = PlanKind::instant});
    EXPECT_EQ(lifecycle().history().size(), 100U);
}

}  // namespace
}  // namespace rds::storage
