#include "server/codec/apply.hpp"

#include "server/codec/backup_job.hpp"
#include "server/codec/timeline.hpp"
#include "storage/tenant/schema.hpp"

#include <fmt/format.h>

#include <utility>

namespace rds::codec {

namespace {

using storage::Instant;
using storage::Tenant;

// That of the plan "timed", or, where a test has made that one of a kind that knows no time, of
// "failing", or none at all.
storage::Duration usual_duration(Tenant& tenant) {
    auto const timed = tenant.plans().get("timed").duration;
    return timed ? *timed : tenant.plans().get("failing").duration.value_or(storage::Duration{0});
}

// To the one row of the table.
void apply_changes(storage::Changes const& given, storage::Table const& table, Tenant& tenant) {
    auto rows = tenant.rows(table);
    auto const row = rows.find({});
    storage::change(row.get(), table.fields(), given);
    rows.update(row.get());
}

// Those that bring their BackupId first: the tenant chooses for the others what is free then.
void apply_jobs(Fixture const& fixture, Tenant& tenant, Instant now) {
    auto const& rows = fixture.backup_jobs;
    for (auto const brings_its_own : {true, false}) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if ((rows[i].job.backup_id != 0) != brings_its_own) continue;
            try {
                apply_job(rows[i], tenant, now);
            } catch (storage::NoIdLeft const& none) {
                throw Invalid{fixture.source, fmt::format("/backupJobs/{}", i), none.what()};
            }
        }
    }
}

}  // namespace

// In one go: a plan of the fixture's own that is called "timed" says nothing of the others.
void apply_plans(std::vector<storage::Plan> plans, Tenant& tenant) {
    auto const usual = usual_duration(tenant);
    for (auto& plan : plans) {
        if (!plan.duration && storage::lasts(plan.kind)) plan.duration = usual;
        tenant.plans().put(plan);
    }
}

Fixture::Instance new_instance(std::string id) {
    Fixture::Instance instance;
    instance.id = std::move(id);
    for (auto const* const table : storage::children_of(storage::instances_table())) {
        for (auto const& row : table->usual_rows(instance.id))
            instance.children.push_back({table, row});
    }
    return instance;
}

void apply_instance(Fixture::Instance const& row, Tenant& tenant, Instant now) {
    auto catalogue = tenant.catalogue();
    tenant.instances().add(
        storage::completed(static_cast<storage::Instance const&>(row), now, catalogue)
    );
    for (auto const& [table, child] : row.children)
        tenant.rows(*table).add(child.get());
    if (!row.timeline) return;
    auto lifecycle = tenant.instances().lifecycle(row.id);
    lifecycle.remember(moves_made(*row.timeline, now));
    plan_timeline(*row.timeline, lifecycle, now, now);
}

void apply(Fixture const& fixture, storage::Tenant::Entered const& entered) {
    auto const now = entered.now();
    auto& tenant = entered.tenant();
    for (std::size_t i = 0; i < fixture.instances.size(); ++i) {
        auto const& timeline = fixture.instances[i].timeline;
        if (timeline)
            check_timeline(*timeline, now, fixture.source, fmt::format("/instances/{}", i));
    }
    for (std::size_t i = 0; i < fixture.backup_jobs.size(); ++i)
        check_job(fixture.backup_jobs[i], now, fixture.source, fmt::format("/backupJobs/{}", i));
    auto transaction = entered.begin(storage::Access::write);
    apply_changes(fixture.settings, storage::settings_table(), tenant);
    apply_changes(fixture.last_ids, storage::last_ids_table(), tenant);
    for (auto const& [table, row] : fixture.rows)
        tenant.rows(*table).put(row.get());
    apply_plans(fixture.plans, tenant);
    for (auto const& instance : fixture.instances)
        apply_instance(instance, tenant, now);
    apply_jobs(fixture, tenant, now);
    transaction.commit();
}

}  // namespace rds::codec
