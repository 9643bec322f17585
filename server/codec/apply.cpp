#include "server/codec/apply.hpp"

#include "server/codec/apply_timeline.hpp"
#include "server/codec/invalid.hpp"
#include "server/codec/references.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace rds::codec {

namespace {

using storage::Instant;
using storage::Tenant;

void check_begun(Fixture::BackupJob const& row, Instant now, std::string const& source) {
    auto const started_at = resolve(row.started_at, now);
    if (row.job.phase == storage::Phase::not_started || started_at <= now) return;
    throw Invalid{
        source,
        "/startedAt",
        fmt::format("\"{}\" {}", text::timestamp(started_at), kStartsTooLate)};
}

void apply_last_ids(Fixture::LastIds const& given, Tenant& tenant) {
    auto ids = tenant.backup_jobs().last_ids();
    ids.job = given.job.value_or(ids.job);
    ids.backup = given.backup.value_or(ids.backup);
    tenant.backup_jobs().set_last_ids(ids);
}

// The plan that moves this job on: its own, else its instance's, else the tenant's.
storage::Plan plan_of(Fixture::BackupJob const& row, Tenant& tenant) {
    auto name = row.plan;
    if (name.empty()) name = tenant.instances().find_brief(row.job.instance_id).value().job_plan;
    if (name.empty()) name = tenant.settings().get().job_plan;
    return tenant.plans().find(name).value();
}

void put_plan(Fixture::Plan row, storage::Duration usual, Tenant& tenant) {
    if (!row.has_duration && storage::lasts(row.plan.kind)) row.plan.duration = usual;
    tenant.plans().put(row.plan);
}

// That of the plan "timed", or, where a test has made that one of a kind that knows no time, of
// "failing".
storage::Duration usual_duration(Tenant& tenant) {
    auto const timed = tenant.plans().find("timed").value();
    if (storage::lasts(timed.kind)) return timed.duration;
    return tenant.plans().find("failing").value().duration;
}

// In one go: a plan of the fixture's own that is called "timed" says nothing of the others.
void apply_plans(std::vector<Fixture::Plan> const& plans, Tenant& tenant) {
    auto const usual = usual_duration(tenant);
    for (auto const& row : plans)
        put_plan(row, usual, tenant);
}

// Of a job that has ended what it did is kept only if the document says why it failed.
std::vector<storage::Move>
moves_to_failure(storage::NewBackupJob const& job, std::string const& why, Instant now) {
    std::vector<storage::Move> moves;
    if (why.empty()) return moves;
    auto const at = std::min(job.started_at, now);
    auto const stopped_in = storage::state_of(job.stopped_in);
    for (storage::State from = 0; from < stopped_in; ++from)
        moves.push_back({from, static_cast<storage::State>(from + 1), at, "fixture"});
    moves.push_back({stopped_in, storage::state_of(storage::Phase::failed), at, why});
    return moves;
}

// Those that bring their BackupId first: the tenant chooses for the others what is free then.
void apply_jobs(Fixture const& fixture, Tenant& tenant, Instant now) {
    auto const& rows = fixture.backup_jobs;
    for (auto const& row : rows) {
        if (row.job.backup_id) apply_job(row, tenant, now);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].job.backup_id) continue;
        try {
            apply_job(rows[i], tenant, now);
        } catch (storage::NoIdLeft const& none) {
            throw Invalid{fixture.source, fmt::format("/backupJobs/{}", i), none.what()};
        }
    }
}

}  // namespace

void check_job(Fixture::BackupJob const& row, Instant now, std::string const& source) {
    check_begun(row, now, source);
    if (row.timeline) check_timeline(*row.timeline, now, source);
}

void apply_settings(Fixture::Settings const& given, Tenant& tenant) {
    auto settings = tenant.settings().get();
    settings.job_plan = given.job_plan.value_or(settings.job_plan);
    settings.backups_per_day = given.backups_per_day.value_or(settings.backups_per_day);
    tenant.settings().set(settings);
}

void apply_plan(Fixture::Plan const& row, Tenant& tenant) {
    put_plan(row, usual_duration(tenant), tenant);
}

void apply_instance(Fixture::Instance const& row, Tenant& tenant, Instant now) {
    tenant.instances().add(row);
    if (!row.timeline) return;
    auto lifecycle = tenant.instances().lifecycle(row.id);
    lifecycle.remember(moves_made(*row.timeline, now));
    plan_timeline(*row.timeline, lifecycle, now, now);
}

storage::BackupJob apply_job(Fixture::BackupJob const& row, Tenant& tenant, Instant now) {
    auto jobs = tenant.backup_jobs();
    auto job = row.job;
    job.started_at = resolve(row.started_at, now);
    if (row.timeline) {
        auto const added = jobs.add(job, moves_made(*row.timeline, now), {}, now);
        plan_timeline(*row.timeline, jobs.lifecycle(added.id), job.started_at, now);
        return jobs.find_anywhere(added.id).value();
    }
    if (storage::is_terminal(job.phase))
        return jobs.add(job, moves_to_failure(job, row.why_failed, now), {}, now);
    return jobs.create(job, plan_of(row, tenant), now);
}

Instant resolve(Time const& time, Instant now) {
    auto const* const offset = std::get_if<storage::Duration>(&time);
    return offset != nullptr ? now + *offset : std::get<Instant>(time);
}

void apply(Fixture const& fixture, storage::Tenant::Entered const& entered) {
    auto const now = entered.now();
    auto& tenant = entered.tenant();
    auto const check_row = [&](std::string_view list, std::size_t i, auto const& check) {
        try {
            check();
        } catch (Invalid const& invalid) {
            auto pointer = fmt::format("/{}/{}{}", list, i, invalid.pointer());
            throw Invalid{fixture.source, std::move(pointer), invalid.message()};
        }
    };
    for (std::size_t i = 0; i < fixture.instances.size(); ++i) {
        auto const& timeline = fixture.instances[i].timeline;
        if (!timeline) continue;
        check_row("instances", i, [&] { check_timeline(*timeline, now, fixture.source); });
    }
    for (std::size_t i = 0; i < fixture.backup_jobs.size(); ++i) {
        auto const& row = fixture.backup_jobs[i];
        check_row("backupJobs", i, [&] { check_job(row, now, fixture.source); });
    }
    auto transaction = entered.begin(storage::Access::write);
    apply_settings(fixture.settings, tenant);
    apply_last_ids(fixture.last_ids, tenant);
    apply_plans(fixture.plans, tenant);
    for (auto const& instance : fixture.instances)
        apply_instance(instance, tenant, now);
    apply_jobs(fixture, tenant, now);
    transaction.commit();
}

}  // namespace rds::codec
