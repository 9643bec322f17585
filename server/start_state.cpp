#include "server/start_state.hpp"

#include "server/fixture/apply.hpp"
#include "server/fixture/invalid.hpp"
#include "server/fixture/known_plans.hpp"
#include "server/fixture/load.hpp"
#include "server/fixture/read.hpp"
#include "server/text/printable.hpp"

#include <fmt/format.h>

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

// Flags win over the fixture.
fixture::Fixture start_fixture(Options const& options) {
    auto fixture = chosen_fixture(options);
    add_instances(options.instances, fixture);
    if (options.job_plan) {
        fixture::KnownPlans{fixture}.require(*options.job_plan, options.job_plan_source, "");
        fixture.settings.job_plan = options.job_plan;
    }
    if (options.backups_per_day) fixture.settings.backups_per_day = *options.backups_per_day;
    return fixture;
}

// The codes that can be injected into an action: all that it may answer but those that name a
// parameter.
std::vector<api::FaultKind const*> injectable(api::Action const& action) {
    std::vector<api::FaultKind const*> kinds{action.failure};
    kinds.insert(kinds.end(), action.faults.begin(), action.faults.end());
    kinds.insert(kinds.end(), action.injected_faults.begin(), action.injected_faults.end());
    for (auto const& parameter : action.parameters)
        kinds.push_back(parameter.when_invalid);
    auto const common = api::faults::common();
    kinds.insert(kinds.end(), common.begin(), common.end());
    std::erase_if(kinds, [](api::FaultKind const* kind) {
        return kind->code.find("{}") != std::string_view::npos;
    });
    return kinds;
}

control::FaultRule
fault_rule(fixture::Fault const& fault, std::string const& source, api::Catalog const& catalog) {
    auto const* const action = catalog.find(fault.action);
    if (action == nullptr) {
        std::vector<std::string_view> names;
        for (auto const& each : catalog.all())
            names.push_back(each.name);
        throw fixture::Invalid{
            source,
            fault.pointer + "/action",
            fmt::format(
                "{} is not an emulated action; it must be {}",
                text::quoted(fault.action),
                text::joined(names, "or")
            )};
    }
    auto const kinds = injectable(*action);
    auto const at = std::ranges::find(kinds, fault.code, &api::FaultKind::code);
    if (at == kinds.end()) {
        std::vector<std::string_view> codes;
        for (auto const* kind : kinds) {
            if (std::ranges::find(codes, kind->code) == codes.end()) codes.push_back(kind->code);
        }
        throw fixture::Invalid{
            source,
            fault.pointer + "/code",
            fmt::format(
                "{} never answers {}; it must be {}",
                fault.action,
                text::quoted(fault.code),
                text::joined(codes, "or")
            )};
    }
    return {fault.action, *at, fault.first};
}

storage::ClockStart clock_start(Options const& options) {
    return {options.clock_start, options.clock_frozen ? 0.0 : options.clock_speed};
}

}  // namespace

std::vector<control::FaultRule>
fault_rules(fixture::Fixture const& fixture, api::Catalog const& catalog) {
    std::vector<control::FaultRule> rules;
    for (auto const& fault : fixture.faults) {
        rules.push_back(fault_rule(fault, fixture.source, catalog));
    }
    return rules;
}

StartState::StartState(
    Options const& options,
    api::Catalog const& catalog,
    storage::Instant machine_now
)
    : fixture_{start_fixture(options)},
      fault_rules_{fault_rules(fixture_, catalog)},
      clock_{clock_start(options)},
      job_duration_{options.job_duration} {
    open_account(machine_now);
}

control::AccountContents StartState::open_account(storage::Instant machine_now) const {
    control::AccountContents contents{storage::Account{storage::started(clock_, machine_now)}, {}};
    auto& [state, faults] = contents;
    {
        auto transaction = state.begin(storage::Access::write);
        auto plans = state.plans();
        for (auto const& plan : storage::built_in_plans(job_duration_))
            plans.put(plan);
        transaction.commit();
    }
    fixture::apply(fixture_, state, state.clock().now(machine_now));
    for (auto const& rule : fault_rules_)
        faults.add(rule);
    return contents;
}

std::string StartState::example_instance() const {
    auto const at = std::ranges::find(fixture_.instances, false, &storage::Instance::read_only);
    return at == fixture_.instances.end() ? std::string{} : at->id;
}

}  // namespace rds
