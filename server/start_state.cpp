#include "server/start_state.hpp"

#include "server/clock_options.hpp"
#include "server/fault_rules.hpp"
#include "server/fixture/apply.hpp"
#include "server/fixture/invalid.hpp"
#include "server/fixture/known_plans.hpp"
#include "server/fixture/load.hpp"
#include "server/fixture/read.hpp"
#include "server/log/log.hpp"
#include "server/policy_doubts.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace rds {

namespace {

fixture::Fixture chosen_fixture(Options const& options) {
    if (options.fixture_json)
        return fixture::read(*options.fixture_json, options.fixture_json_source);
    return fixture::load(options.fixture);
}

void add_instances(std::vector<std::string> const& ids, fixture::Fixture& fixture) {
    for (auto const& id : ids) {
        auto const is_it = [&id](storage::Instance const& instance) { return instance.id == id; };
        if (std::ranges::any_of(fixture.instances, is_it)) continue;
        storage::Instance instance;
        instance.id = id;
        fixture.instances.push_back(std::move(instance));
    }
}

// Of the built-in plans that it defines anew.
void set_duration(std::chrono::milliseconds duration, fixture::Fixture& fixture) {
    for (auto& [plan, has_duration] : fixture.plans) {
        if (plan.name != "timed" && plan.name != "failing") continue;
        plan.duration = duration;
        has_duration = true;
    }
}

// Flags win over the fixture.
fixture::Fixture start_fixture(Options const& options) {
    auto fixture = chosen_fixture(options);
    add_instances(options.instances, fixture);
    if (options.job_plan) {
        fixture::KnownPlans{fixture}.require(*options.job_plan, options.job_plan_source, "");
        fixture.settings.job_plan = options.job_plan;
    }
    if (options.job_duration) set_duration(*options.job_duration, fixture);
    if (options.backups_per_day) fixture.settings.backups_per_day = *options.backups_per_day;
    return fixture;
}

}  // namespace

StartState::StartState(
    Options const& options,
    api::Catalog const& catalog,
    storage::Instant machine_now
)
    : fixture_{start_fixture(options)},
      fault_rules_{fault_rules(fixture_, catalog)},
      clock_{clock_change(options)},
      job_duration_{options.job_duration.value_or(kJobDuration)} {
    new_account(machine_now);
    for (auto const& doubt : policy_doubts(fixture_))
        log::warn("{}: {}", fixture_.source, doubt);
}

control::AccountContents StartState::new_account(storage::Instant machine_now) const {
    auto const clock = storage::changed(storage::Clock{}, clock_, machine_now);
    control::AccountContents contents{storage::Account{clock}};
    auto& state = contents.state;
    {
        auto transaction = state.begin(storage::Access::write);
        auto plans = state.plans();
        for (auto const& plan : storage::built_in_plans(job_duration_))
            plans.put(plan);
        transaction.commit();
    }
    auto const now = state.clock().now(machine_now);
    fixture::apply(fixture_, state, now);
    for (auto const& rule : fault_rules_)
        contents.faults.add(rule, state, now);
    state.release_memory();
    return contents;
}

std::string StartState::example_instance() const {
    auto const at = std::ranges::find(fixture_.instances, false, &storage::Instance::read_only);
    return at == fixture_.instances.end() ? std::string{} : at->id;
}

}  // namespace rds
