#include "server/codec/export.hpp"

#include "server/codec/load.hpp"
#include "server/codec/words.hpp"
#include "server/codec/write_rows.hpp"
#include "server/json/parse.hpp"
#include "server/json/writer.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace rds::codec {

namespace {

using storage::Instant;
using storage::Tenant;

// Documents write years with four digits.
std::string written(Instant instant) {
    constexpr Instant kFirst{std::chrono::sys_days{std::chrono::year{0} / 1 / 1}};
    constexpr Instant kEnd{std::chrono::sys_days{std::chrono::year{10000} / 1 / 1}};
    if (instant < kFirst || instant >= kEnd) {
        throw NotExportable{
            "The account's clock or one of its jobs is outside the years 0 to 9999, which is all "
            "that a fixture can say."};
    }
    return text::timestamp(instant);
}

// Called after each row, so that no tenant makes a longer text than can be loaded.
void require_room(json::Writer const& writer) {
    if (writer.bytes() <= kLargestFile) return;
    throw NotExportable{fmt::format(
        "The account holds so much that its fixture would be larger than {} MiB, which is all that "
        "can be loaded.",
        kLargestFile >> 20U
    )};
}

// One that says what built-in plans say is left out, but for those whose duration is another
// emulator's --job-duration.
bool is_understood(storage::Plan const& plan) {
    if (storage::lasts(plan.kind)) return false;
    auto const built_in = storage::built_in_plans({});
    return std::ranges::find(built_in, plan) != built_in.end();
}

void write_plans(json::Writer& writer, Tenant& tenant) {
    std::vector<storage::Plan> plans;
    for (auto const& name : tenant.plans().names()) {
        auto plan = tenant.plans().find(name).value();
        if (!is_understood(plan)) plans.push_back(std::move(plan));
    }
    writer.list(plans, [&](storage::Plan const& plan) { write_plan(writer, plan); });
}

// Without the braces, so that other members may follow.
void write_move(
    json::Writer& writer,
    storage::Machine const& machine,
    storage::State from,
    storage::State to
) {
    writer.member("from", machine.word(from));
    writer.member("to", machine.word(to));
}

void write_when(json::Writer& writer, storage::PlannedMove const& move) {
    if (auto const* const at = std::get_if<Instant>(&move.when)) {
        writer.member("at", written(*at));
    } else if (auto const* const polls = std::get_if<storage::Polls>(&move.when)) {
        writer.member("polls", polls->left);
    } else {  // counts from the release, whenever that will be
        writer.member("at", text::duration_text(std::get<storage::Duration>(move.when)));
    }
}

void write_lifecycle(json::Writer& writer, storage::Lifecycle lifecycle) {
    auto const& machine = lifecycle.machine();
    writer.key("history");
    writer.list(lifecycle.history(), [&](storage::Move const& move) {
        writer.object([&] {
            write_move(writer, machine, move.from, move.to);
            writer.member("at", written(move.at));
            writer.member("why", move.why);
        });
    });
    writer.key("planned");
    writer.list(lifecycle.planned(), [&](storage::PlannedMove const& move) {
        writer.object([&] {
            write_move(writer, machine, move.from, move.to);
            write_when(writer, move);
            writer.member("why", move.why);
        });
    });
    if (lifecycle.is_held()) writer.member("held", true);
}

void write_job(json::Writer& writer, storage::BackupJob const& job, Tenant& tenant) {
    auto const standing = job.standing();
    auto lifecycle = tenant.backup_jobs().lifecycle(job.id);
    writer.object([&] {
        writer.member("id", job.id);
        writer.member("instance", job.instance_id);
        writer.member("mode", word(job.mode));
        writer.member("status", word(standing.status));
        writer.member("progressStatus", word(standing.progress));
        writer.member("startedAt", written(job.started_at));
        writer.member("backupId", job.backup_id);
        // One that has ended may have forgotten how.
        if (!storage::is_terminal(job.phase) || !lifecycle.history().empty())
            write_lifecycle(writer, lifecycle);
    });
    require_room(writer);
}

void write_jobs(json::Writer& writer, Tenant& tenant) {
    writer.list([&] {
        tenant.backup_jobs().for_each([&](storage::BackupJob const& job) {
            write_job(writer, job, tenant);
        });
    });
}

void write_instances(json::Writer& writer, Tenant& tenant) {
    writer.list(tenant.instances().ids(), [&](auto const& id) {
        auto const instance = tenant.instances().find(id).value();
        auto lifecycle = tenant.instances().lifecycle(id);
        auto const stands_still =
            lifecycle.history().empty() && lifecycle.planned().empty() && !lifecycle.is_held();
        writer.object([&] {
            write_members(writer, instance);
            if (!stands_still) write_lifecycle(writer, lifecycle);
        });
        require_room(writer);
    });
}

// The rule is a fixture's already, but for its counts.
void write_faults(json::Writer& writer, Tenant& tenant) {
    writer.list(tenant.fault_rules().all(), [&](storage::KeptFaultRule const& kept) {
        auto const rule = json::parse(kept.rule, "a fault");
        writer.object([&] {
            for (auto const& member : rule.GetObject()) {
                writer.key({member.name.GetString(), member.name.GetStringLength()});
                writer.raw(json::text_of(member.value));
            }
            writer.member("calls", kept.calls);
            writer.member("hits", kept.hits);
        });
        require_room(writer);
    });
}

void write_clock(json::Writer& writer, storage::Clock const& clock, Instant now) {
    writer.object([&] {
        writer.member("now", written(now));
        writer.member("speed", clock.speed());
    });
}

void write_settings(json::Writer& writer, storage::TenantSettings const& settings) {
    writer.object([&] {
        writer.member("jobPlan", settings.job_plan);
        writer.member("backupsPerDay", settings.backups_per_day);
    });
}

void write_last_ids(json::Writer& writer, storage::LastIds const& ids) {
    writer.object([&] {
        writer.member("backupJob", ids.job);
        writer.member("backup", ids.backup);
    });
}

}  // namespace

std::string exported(storage::Tenant::Entered const& entered) {
    auto const now = entered.now();
    auto& tenant = entered.tenant();
    auto const transaction = entered.begin(storage::Access::read);
    json::Writer writer;
    writer.object([&] {
        writer.key("clock");
        write_clock(writer, tenant.clock(), now);
        writer.key("settings");
        write_settings(writer, tenant.settings().get());
        writer.key("lastIds");
        write_last_ids(writer, tenant.backup_jobs().last_ids());
        writer.key("plans");
        write_plans(writer, tenant);
        writer.key("instances");
        write_instances(writer, tenant);
        writer.key("backupJobs");
        write_jobs(writer, tenant);
        writer.key("faults");
        write_faults(writer, tenant);
    });
    return writer.text();
}

}  // namespace rds::codec
