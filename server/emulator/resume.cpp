#include "server/emulator/resume.hpp"

#include "server/codec/apply.hpp"
#include "server/log/log.hpp"
#include "server/text/escape.hpp"
#include "server/text/time.hpp"
#include "storage/unusable.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace rds {

namespace {

using storage::Instant;
using storage::Tenant;

std::string described(storage::Clock const& clock, Instant machine_now) {
    auto const reading = text::timestamp(clock.now(machine_now));
    if (clock.is_frozen()) return "frozen at " + reading;
    return fmt::format("at {}, speed {:g}", reading, clock.speed);
}

void set_clock(
    Tenant& tenant,
    std::filesystem::path const& file,
    storage::ClockChange const& change,
    Instant machine_now
) {
    auto const stored = tenant.clock();
    if (!change.at && change.speed.value_or(stored.speed) == stored.speed) return;
    tenant.set_clock(changed(stored, change, machine_now), machine_now);
    log::info(
        "{}: the --clock options win over the stored clock: it was {} and is now {}",
        file.string(),
        described(stored, machine_now),
        described(tenant.clock(), machine_now)
    );
}

// What has been made is not undone.
void require_clock_ahead(
    Tenant& tenant,
    std::filesystem::path const& file,
    Options const& options
) {
    auto const at = clock_change(options).at;
    if (!at || *at >= tenant.settled_until()) return;
    throw Unusable{
        file,
        fmt::format(
            "--clock-start is {}, and this account has come to {}; only a reset or a load brings "
            "it back",
            text::timestamp(*at),
            text::timestamp(tenant.settled_until())
        )};
}

void require_plan(Tenant& tenant, std::filesystem::path const& file, PlanChoice const& choice) {
    if (!choice.name || tenant.plans().find(*choice.name)) return;
    auto const plans = tenant.plans().names();
    std::vector<std::string_view> const names{plans.begin(), plans.end()};
    throw Unusable{
        file,
        fmt::format(
            "{}: this account has no plan {}; it has {}",
            choice.source,
            text::quoted(*choice.name),
            text::joined(names, "and")
        )};
}

}  // namespace

control::TenantContents
resume(std::filesystem::path const& file, Options const& options, Instant machine_now) {
    control::TenantContents contents{Tenant::open(file, machine_now)};
    require_plan(contents.state, file, options.job_plan);
    require_plan(contents.state, file, options.instance_plan);
    require_clock_ahead(contents.state, file, options);
    contents.state.release_memory();
    return contents;
}

void overrule(
    Tenant& tenant,
    std::filesystem::path const& file,
    Options const& options,
    Instant machine_now
) {
    set_clock(tenant, file, clock_change(options), machine_now);
    auto entered = tenant.enter(machine_now);
    auto transaction = entered.begin(storage::Access::write);
    auto settings = tenant.settings().get();
    settings.job_plan = options.job_plan.name.value_or(settings.job_plan);
    settings.instance_plan = options.instance_plan.name.value_or(settings.instance_plan);
    if (options.instance_plan.duration) settings.instance_duration = options.instance_plan.duration;
    settings.backups_per_day = options.backups_per_day.value_or(settings.backups_per_day);
    tenant.settings().update(settings);
    for (auto const name : storage::kLastingPlans) {
        auto plan = tenant.plans().find(name);
        if (!plan || !options.job_plan.duration) continue;
        plan->duration = *options.job_plan.duration;
        tenant.plans().put(*plan);
    }
    for (auto const& id : options.instances) {
        if (!tenant.instances().find(id))
            codec::apply_instance(codec::new_instance(id), tenant, entered.now());
    }
    transaction.commit();
    tenant.release_memory();
}

}  // namespace rds
