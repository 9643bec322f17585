// What is due is made in one order, whatever its kind and however many steps it takes.
#include "storage/sqlite/connection.hpp"
#include "storage/tenant/schema.hpp"
#include "tests/kit/folder.hpp"
#include "tests/kit/patience.hpp"
#include "tests/kit/state_text.hpp"
#include "tests/unit/storage/tenant_at.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <array>
#include <random>

namespace rds::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kNow{Duration{1'700'000'000'000}};

Instant at(int milliseconds) {
    return kNow + Duration{milliseconds};
}

std::string shown(ScheduledMove const& move) {
    auto const id = std::visit([](auto const& each) { return fmt::format("{}", each); }, move.id);
    return fmt::format("{}:{}", id, machine_of(move.kind).word(move.move.to));
}

class Settle : public testing::Test {
  protected:
    Settle() {
        for (auto const* const id : {"rm-1", "rm-2"})
            tenant_->instances().add({.id = id});
    }

    std::int32_t create(Duration duration, std::string const& instance = "rm-1") {
        Plan const plan{.name = "p", .duration = duration};
        return tenant_->backup_jobs()
            .create({.instance_id = instance, .started_at = kNow}, plan, kNow)
            .id;
    }

    void restart(std::string const& id, Duration duration) {
        Route const route{
            .states =
                {static_cast<State>(InstanceState::rebooting),
                 static_cast<State>(InstanceState::running)},
            .steps = 2};
        Plan const plan{.name = "p", .duration = duration};
        tenant_->instances().lifecycle(id).plan(
            planned_moves(kInstanceMachine, 0, route, plan, kNow),
            kNow
        );
    }

    std::vector<std::string> advance(Instant to) {
        std::vector<std::string> moves;
        tenant_->advance(
            {.to = to, .observe = [&](ScheduledMove const& move) { moves.push_back(shown(move)); }},
            0,
            {}
        );
        return moves;
    }

    TenantAt tenant_{kNow};
};

TEST_F(Settle, IsByTimeThenKindThenIdThenOrderOfTheResourcesOwn) {
    create(Duration{0});
    auto const ten = create(Duration{600});
    tenant_->last_ids().update({8, 400'000'000});
    ASSERT_EQ(create(Duration{600}), 9);
    ASSERT_EQ(create(Duration{600}), 10);
    restart("rm-2", Duration{100});
    restart("rm-1", Duration{100});

    EXPECT_THAT(
        advance(at(100)),
        ElementsAre(
            "rm-1:Rebooting",
            "rm-2:Rebooting",
            "rm-1:Running",
            "rm-2:Running",
            "9:Checking",
            "10:Checking",
            fmt::format("{}:Checking", ten)
        )
    );
}

TEST_F(Settle, MakesAtMostSoManyAtOneEntryAndTheClockGoesOnFromThere) {
    constexpr int kJobs = 17'000;  // of six moves each: more than one entry makes
    for (int i = 0; i < kJobs; ++i)
        create(Duration{6000 + i});
    tenant_->set_clock(Clock{at(1'000'000), {}, 0}, {});

    auto const first = tenant_->enter({});
    EXPECT_TRUE(first.is_behind());
    EXPECT_LT(first.now(), at(1'000'000));
    EXPECT_EQ(tenant_->clock().now({}), first.now());

    tenant_->set_clock(Clock{at(1'000'000), {}, 0}, {});
    auto const second = tenant_->enter({});
    EXPECT_FALSE(second.is_behind());
    EXPECT_EQ(second.now(), at(1'000'000));
    EXPECT_THAT(tenant_->backup_jobs().live("rm-1"), IsEmpty());
}

TEST_F(Settle, IsNeverUndoneByAClockThatGoesBack) {
    create(Duration{6000});
    tenant_.go_to(at(3000));
    tenant_->set_clock(Clock{at(1000), {}, 0}, {});
    EXPECT_EQ(tenant_.now(), at(3000));
    EXPECT_EQ(tenant_->settled_until(), at(3000));
}

TEST_F(Settle, SeesWhatACallHasPlannedSince) {
    EXPECT_EQ(tenant_.now(), kNow);
    create(Duration{600});
    tenant_.go_to(at(99));
    EXPECT_EQ(tenant_->backup_jobs().live("rm-1").front().phase, Phase::not_started);
    tenant_.go_to(at(100));
    EXPECT_EQ(tenant_->backup_jobs().live("rm-1").front().phase, Phase::checking);
}

TEST_F(Settle, WritesNothingIfNothingIsDue) {
    kit::Folder const folder;
    auto const file = folder.path() / "1000000000000000.db";
    create(Duration{6000});
    tenant_->keep_in(file, {});
    auto other = sqlite::Connection::existing_file(file);
    other.wait_for_locks(false);
    other.execute("BEGIN IMMEDIATE");  // nobody else can write

    EXPECT_NO_THROW(tenant_.now());
}

// A machine of a test's own in the place of an instance's: its effects plan and refuse.
constexpr State kRebooting = static_cast<State>(InstanceState::rebooting);
constexpr State kRunning = static_cast<State>(InstanceState::running);
constexpr State kStopping = static_cast<State>(InstanceState::stopping);

std::optional<std::string>
restart_the_other(sqlite::Connection& database, ResourceId const& id, Instant now) {
    if (std::get<std::string>(id) != "rm-1") return std::nullopt;
    Lifecycle other{database, Kind::instance, std::string{"rm-2"}};
    other.schedule(
        {{kRunning, kRebooting, now, "effect"}, {kRebooting, kRunning, now, "effect"}},
        now
    );
    return std::nullopt;
}

std::optional<std::string>
refuse(sqlite::Connection& /*database*/, ResourceId const& /*id*/, Instant /*now*/) {
    return "a backup runs";
}

constexpr std::array kEdges{
    Edge{kRunning, kRebooting, restart_the_other},
    Edge{kRebooting, kRunning},
    Edge{kRunning, kStopping, refuse},
};

TEST_F(Settle, RunsEffectsThatPlanAtTheirInstantOrRefuse) {
    auto machine = kInstanceMachine;
    machine.edges = kEdges;
    std::array<Machine const*, 2> const machines{&machine, &kJobMachine};
    auto memory = sqlite::Connection::in_memory();
    migrate_tenant(memory);
    Instances instances{memory};
    instances.add({.id = "rm-1"});
    instances.add({.id = "rm-2"});
    instances.lifecycle("rm-1").plan(
        {{kRunning, kRebooting, at(10), "p"},
         {kRebooting, kRunning, at(20), "p"},
         {kRunning, kStopping, at(30), "p"},
         {kStopping, kRunning, at(40), "p"}},
        kNow
    );

    std::vector<std::string> moves;
    auto const settled = settle(
        memory,
        {.to = at(100),
         .observe = [&](ScheduledMove const& move) { moves.push_back(shown(move)); },
         .machines = machines}
    );

    EXPECT_TRUE(settled.is_complete);
    EXPECT_THAT(
        moves,
        ElementsAre(
            "rm-1:Rebooting",
            "rm-2:Rebooting",
            "rm-2:Running",
            "rm-1:Running",
            "rm-1:Running"
        )
    );
    EXPECT_EQ(word(instances.get("rm-1").state), "Running");
    auto const history = instances.lifecycle("rm-1").history();
    EXPECT_EQ(history.back(), (Move{kRunning, kRunning, at(30), "a backup runs"}));
    EXPECT_THAT(instances.lifecycle("rm-1").planned(), IsEmpty());
}

// A tenant with jobs and instances of this seed, which is advanced in steps of so many moves.
class Subject {
  public:
    explicit Subject(unsigned seed) : chance_{seed} {
        for (auto const* const id : {"rm-1", "rm-2", "rm-3"}) {
            tenant_->instances().add({.id = id});
            route(id);
        }
        for (int i = 0; i < 12; ++i)
            add_job();
    }

    std::vector<std::string> advance(Instant to, std::size_t step) {
        std::vector<std::string> moves;
        for (auto is_complete = false; !is_complete;) {
            auto const advanced = tenant_->advance(
                {.to = to,
                 .most = step,
                 .observe = [&](ScheduledMove const& move) { moves.push_back(shown(move)); }},
                0,
                {}
            );
            is_complete = advanced.is_complete;
        }
        return moves;
    }

    int upto(int most) { return std::uniform_int_distribution{0, most}(chance_); }

    std::string text() { return kit::state_text(*tenant_, {}); }

  private:
    Plan plan() {
        return {
            .name = "random",
            .kind = static_cast<PlanKind>(upto(4)),
            .duration = Duration{upto(5000)},
            .fails_in = static_cast<State>(upto(5))};
    }

    void route(std::string const& id) {
        Route const cycle{.states = {kRebooting, kRunning, kStopping}, .steps = 3};
        Route const end{
            .states = {
                static_cast<State>(InstanceState::deleting),
                static_cast<State>(InstanceState::released)}};
        auto its = tenant_->instances().lifecycle(id);
        its.plan(
            planned_moves(kInstanceMachine, kRunning, upto(3) == 0 ? end : cycle, plan(), kNow),
            kNow
        );
    }

    void add_job() {
        auto jobs = tenant_->backup_jobs();
        auto const instances = tenant_->instances().names();
        if (instances.empty()) return;
        auto const& instance =
            instances.at(static_cast<std::size_t>(upto(1000)) % instances.size());
        BackupJob const job{
            .instance_id = instance,
            .started_at = kNow + Duration{upto(4000) - 2000},
            .phase = static_cast<Phase>(upto(6))};
        auto const created = jobs.create(job, plan(), kNow);
        if (upto(3) == 0 && !is_terminal(created.phase) && !created.held)
            jobs.lifecycle(created.id).hold(kNow);
    }

    std::mt19937 chance_;
    TenantAt tenant_{kNow};
};

TEST(Advance, OfAnySizeOfStepComesToTheSame) {
    auto const rounds = kit::rounds(30);
    for (unsigned seed = 0; seed < rounds; ++seed) {
        SCOPED_TRACE(seed);
        Subject whole{seed};
        auto const to = at(whole.upto(6000));
        auto const moves = whole.advance(to, 100'000);
        for (std::size_t const step : {1U, 2U, 7U}) {
            Subject stepped{seed};
            stepped.upto(6000);
            EXPECT_EQ(stepped.advance(to, step), moves);
            EXPECT_EQ(stepped.text(), whole.text());
        }
    }
}

TEST(Advance, InTwoComesToTheSameAsInOne) {
    auto const rounds = kit::rounds(30);
    for (unsigned seed = 0; seed < rounds; ++seed) {
        SCOPED_TRACE(seed);
        Subject once{seed};
        Subject twice{seed};
        auto const first = twice.upto(3000);
        EXPECT_EQ(once.upto(3000), first);
        auto moves = twice.advance(at(first), 100'000);
        for (auto& move : twice.advance(at(2 * first), 100'000))
            moves.push_back(std::move(move));
        EXPECT_EQ(once.advance(at(2 * first), 100'000), moves);
        EXPECT_EQ(once.text(), twice.text());
    }
}

TEST(Advance, ThatCannotBeWrittenLeavesAWholeTenantAtAnEarlierInstant) {
    kit::Folder const folder;
    auto const file = folder.path() / "1000000000000000.db";
    TenantAt tenant{kNow};
    tenant->instances().add({.id = "rm-1"});
    tenant->backup_jobs().create(
        {.instance_id = "rm-1", .started_at = kNow},
        {.name = "p", .duration = Duration{6000}},
        kNow
    );
    tenant->keep_in(file, {});
    auto other = sqlite::Connection::existing_file(file);
    tenant->advance({.to = at(6000), .most = 2}, 0, {});
    other.execute("BEGIN IMMEDIATE");

    EXPECT_THROW(tenant->advance({.to = at(6000)}, 0, {}), sqlite::Error);

    EXPECT_EQ(tenant.now(), at(2000));
    EXPECT_EQ(tenant->backup_jobs().live("rm-1").front().phase, Phase::preparing);
    other.execute("ROLLBACK");
    tenant->advance({.to = at(6000)}, 0, {});
    EXPECT_THAT(tenant->backup_jobs().live("rm-1"), IsEmpty());
}

}  // namespace
}  // namespace rds::storage
