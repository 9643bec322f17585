#include "server/emulator/start_state.hpp"

#include "server/codec/apply.hpp"
#include "server/codec/read.hpp"
#include "server/control/faults.hpp"
#include "server/emulator/policy_doubts.hpp"
#include "server/json/parse.hpp"
#include "server/log/log.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace rds {

namespace {

constexpr std::string_view kBackupsPerDay = "backupsPerDay";
constexpr std::string_view kInstanceDuration = "instanceDuration";

codec::Fixture chosen_fixture(Options const& options) {
    if (options.fixture_json)
        return codec::read(*options.fixture_json, options.fixture_json_source);
    return codec::load(options.fixture);
}

// What only options say, of the fixture that tenants start with.
void add_from_options(codec::Fixture& fixture, Options const& options) {
    for (auto const& id : options.instances) {
        auto const& all = fixture.instances;
        if (std::ranges::find(all, id, &storage::Instance::id) == all.end())
            fixture.instances.push_back(codec::new_instance(id));
    }
    if (!options.job_plan.duration) return;
    for (auto& plan : fixture.plans) {  // the built-in ones that it defines anew
        if (std::ranges::count(storage::kLastingPlans, plan.name) > 0)
            plan.duration = *options.job_plan.duration;
    }
}

// Whose word counts where a fixture and the options both have one: the options' in the fixture that
// tenants start with; that of one which a test loads, for it is what the test wants.
enum class Wins : std::uint8_t { options, fixture };

codec::Fixture joined(codec::Fixture fixture, Options const& options, Wins wins) {
    auto const is_open = [wins](bool is_said) { return wins == Wins::options || !is_said; };
    if (wins == Wins::options) add_from_options(fixture, options);
    auto& settings = fixture.settings;
    for (auto const& [member, choice] :
         {std::pair{"jobPlan", &options.job_plan}, {"instancePlan", &options.instance_plan}}) {
        if (!choice->name || !is_open(settings.contains(member))) continue;
        codec::require_plan(fixture, *choice->name, choice->source);
        settings[member] = *choice->name;
    }
    auto const& instance_duration = options.instance_plan.duration;
    if (instance_duration && is_open(settings.contains(kInstanceDuration)))
        settings[kInstanceDuration] = *instance_duration;
    if (options.backups_per_day && is_open(settings.contains(kBackupsPerDay)))
        settings[kBackupsPerDay] = std::int64_t{*options.backups_per_day};
    auto const [at, speed] = clock_change(options);
    if (at && is_open(fixture.clock.at.has_value())) fixture.clock.at = at;
    if (speed && is_open(fixture.clock.speed.has_value())) fixture.clock.speed = speed;
    return fixture;
}

// What the fixture's faults mean. Throws codec::Invalid where a fault names what is not there, or
// could never strike.
std::vector<control::FaultRule>
fault_rules(codec::Fixture const& fixture, api::Catalog const& catalog, storage::Instant now) {
    std::vector<control::FaultRule> rules;
    rules.reserve(fixture.faults.size());
    for (auto const& [text, pointer] : fixture.faults) {
        auto const document = json::parse(text, fixture.source);
        rules.push_back(control::read_fault_rule({document, fixture.source, pointer}, catalog, now)
        );
    }
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
      first_{std::make_shared<codec::Fixture const>(
          joined(chosen_fixture(options), options, Wins::options)
      )},
      current_{first_} {
    begin(*first_, machine_now);
    for (auto const& doubt : policy_doubts(*first_))
        log::warn("{}: {}", first_->source, doubt);
}

StartState::SharedFixture StartState::current() const {
    std::scoped_lock const lock{mutex_};
    return current_;
}

control::TenantContents
StartState::begin(codec::Fixture const& fixture, storage::Instant machine_now) const {
    auto const clock = storage::changed(storage::Clock{}, fixture.clock, machine_now);
    control::TenantContents contents{storage::Tenant{clock}, clock.now(machine_now)};
    auto& state = contents.state;
    auto const entered = state.enter(machine_now);
    auto const rules = fault_rules(fixture, catalog_, entered.now());
    {
        auto transaction = entered.begin(storage::Access::write);
        auto plans = state.plans();
        for (auto const& plan :
             storage::built_in_plans(options_.job_plan.duration.value_or(kJobDuration)))
            plans.put(plan);
        for (auto const& rule : rules)
            control::add_fault(rule, state);
        transaction.commit();
    }
    codec::apply(fixture, entered);
    state.release_memory();
    return contents;
}

control::TenantContents StartState::new_tenant(storage::Instant machine_now) const {
    return begin(*current(), machine_now);
}

control::TenantContents StartState::tenant_of(codec::Fixture fixture, storage::Instant machine_now)
    const {
    refuse_identities(fixture);
    return begin(joined(std::move(fixture), options_, Wins::fixture), machine_now);
}

void StartState::set_fixture(codec::Fixture fixture, storage::Instant machine_now) {
    refuse_identities(fixture);
    auto next =
        std::make_shared<codec::Fixture const>(joined(std::move(fixture), options_, Wins::options));
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
