#include "server/emulator/start_state.hpp"

#include "server/codec/apply.hpp"
#include "server/codec/read.hpp"
#include "server/control/fault_rule.hpp"
#include "server/emulator/policy_doubts.hpp"
#include "server/log/log.hpp"

#include <algorithm>
#include <utility>

namespace rds {

namespace {

constexpr std::string_view kJobPlan = "jobPlan";
constexpr std::string_view kBackupsPerDay = "backupsPerDay";

codec::Fixture chosen_fixture(Options const& options) {
    if (options.fixture_json)
        return codec::read(*options.fixture_json, options.fixture_json_source);
    return codec::load(options.fixture);
}

void add_instances(std::vector<std::string> const& ids, codec::Fixture& fixture) {
    for (auto const& id : ids) {
        auto const is_it = [&id](storage::Instance const& instance) { return instance.id == id; };
        if (std::ranges::any_of(fixture.instances, is_it)) continue;
        fixture.instances.push_back(codec::new_instance(id));
    }
}

// Of the built-in plans that it defines anew.
void set_duration(std::chrono::milliseconds duration, codec::Fixture& fixture) {
    for (auto& plan : fixture.plans) {
        if (plan.name == "timed" || plan.name == "failing" || plan.name == "held")
            plan.duration = duration;
    }
}

void require_job_plan(Options const& options, codec::Fixture const& fixture) {
    codec::require_plan(fixture, *options.job_plan, options.job_plan_source);
}

// Flags win over the fixture that tenants start with.
codec::Fixture overruled(codec::Fixture fixture, Options const& options) {
    add_instances(options.instances, fixture);
    if (options.job_plan) {
        require_job_plan(options, fixture);
        fixture.settings[kJobPlan] = *options.job_plan;
    }
    if (options.job_duration) set_duration(*options.job_duration, fixture);
    if (options.backups_per_day)
        fixture.settings[kBackupsPerDay] = std::int64_t{*options.backups_per_day};
    auto const clock = clock_change(options);
    if (clock.at) fixture.clock.at = clock.at;
    if (clock.speed) fixture.clock.speed = clock.speed;
    return fixture;
}

// One that a test loads is what the test wants: flags say only what it leaves open.
codec::Fixture completed(codec::Fixture fixture, Options const& options) {
    if (options.job_plan && !fixture.settings.contains(kJobPlan)) {
        require_job_plan(options, fixture);
        fixture.settings[kJobPlan] = *options.job_plan;
    }
    if (options.backups_per_day)
        fixture.settings.try_emplace(kBackupsPerDay, std::int64_t{*options.backups_per_day});
    auto const clock = clock_change(options);
    if (!fixture.clock.at) fixture.clock.at = clock.at;
    if (!fixture.clock.speed) fixture.clock.speed = clock.speed;
    return fixture;
}

// What the fixture's faults mean. Throws codec::Invalid where a fault names what is not there, or
// could never strike.
std::vector<control::FaultRule>
fault_rules(codec::Fixture const& fixture, api::Catalog const& catalog, storage::Instant now) {
    std::vector<control::FaultRule> rules;
    rules.reserve(fixture.faults.size());
    for (auto const& [text, pointer] : fixture.faults)
        rules.push_back(control::parse_fault_rule(text, fixture.source, pointer, catalog, now));
    return rules;
}

void refuse_identities(codec::Fixture const& fixture) {
    if (!fixture.has_identities) return;
    throw codec::Invalid{
        fixture.source,
        "/identities",
        "identities are the server's, which reads them from --fixture when it starts; leave them "
        "out"};
}

}  // namespace

StartState::StartState(
    Options const& options,
    api::Catalog const& catalog,
    storage::Instant machine_now
)
    : options_{options},
      catalog_{catalog},
      first_{beginning(overruled(chosen_fixture(options), options))},
      current_{first_} {
    begin(*first_, machine_now);
    for (auto const& doubt : policy_doubts(*first_))
        log::warn("{}: {}", first_->source, doubt);
}

StartState::SharedFixture StartState::beginning(codec::Fixture fixture) const {
    fault_rules(fixture, catalog_, {});  // throws for what is wrong
    return std::make_shared<codec::Fixture const>(std::move(fixture));
}

StartState::SharedFixture StartState::current() const {
    std::scoped_lock const lock{mutex_};
    return current_;
}

control::TenantContents
StartState::begin(codec::Fixture const& fixture, storage::Instant machine_now) const {
    auto const clock = storage::changed(storage::Clock{}, fixture.clock, machine_now);
    control::TenantContents contents{storage::Tenant{clock}, {}, clock.now(machine_now)};
    auto& state = contents.state;
    auto const entered = state.enter(machine_now);
    {
        auto transaction = entered.begin(storage::Access::write);
        auto plans = state.plans();
        for (auto const& plan :
             storage::built_in_plans(options_.job_duration.value_or(kJobDuration)))
            plans.put(plan);
        transaction.commit();
    }
    codec::apply(fixture, entered);
    for (auto const& rule : fault_rules(fixture, catalog_, entered.now()))
        contents.faults.add(rule, entered);
    state.release_memory();
    return contents;
}

control::TenantContents StartState::new_tenant(storage::Instant machine_now) const {
    return begin(*current(), machine_now);
}

control::TenantContents StartState::tenant_of(codec::Fixture fixture, storage::Instant machine_now)
    const {
    refuse_identities(fixture);
    return begin(*beginning(completed(std::move(fixture), options_)), machine_now);
}

void StartState::set_fixture(codec::Fixture fixture, storage::Instant machine_now) {
    refuse_identities(fixture);
    auto next = beginning(overruled(std::move(fixture), options_));
    begin(*next, machine_now);
    std::scoped_lock const lock{mutex_};
    current_ = std::move(next);
}

std::string StartState::example_instance() const {
    auto const beginning = current();
    auto const& instances = beginning->instances;
    auto const at = std::ranges::find(instances, false, &storage::Instance::read_only);
    return at == instances.end() ? std::string{} : at->id;
}

}  // namespace rds
