#include "server/codec/export.hpp"

#include "server/codec/backup_job.hpp"
#include "server/codec/fields.hpp"
#include "server/codec/read.hpp"
#include "server/codec/timeline.hpp"
#include "server/json/writer.hpp"
#include "server/text/time.hpp"
#include "storage/tenant/schema.hpp"

#include <fmt/format.h>

#include <algorithm>

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

void write_object(json::Writer& writer, storage::Table const& table, void const* row) {
    writer.object([&] { write_row(writer, table, row, written); });
    require_room(writer);
}

void write_jobs(json::Writer& writer, Tenant& tenant) {
    writer.list([&] {
        tenant.backup_jobs().for_each([&](storage::BackupJob const& job) {
            auto lifecycle = tenant.backup_jobs().lifecycle(job.id);
            writer.object([&] {
                write_job(writer, job, written);
                // One that has ended may have forgotten how.
                if (!storage::is_terminal(job.phase) || !lifecycle.history().empty())
                    write_timeline(writer, lifecycle, written, true);
            });
            require_room(writer);
        });
    });
}

void write_instances(json::Writer& writer, Tenant& tenant) {
    auto const write = [&](storage::Instance const& instance, storage::Children const& children) {
        auto lifecycle = tenant.instances().lifecycle(instance.id);
        auto const stands_still =
            lifecycle.history().empty() && lifecycle.planned().empty() && !lifecycle.is_held();
        writer.object([&] {
            write_row(writer, storage::instances_table(), &instance, written);
            write_children(writer, children, instance.id, written);
            if (!stands_still) write_timeline(writer, lifecycle, written, true);
        });
        require_room(writer);
        return true;
    };
    writer.list([&] { tenant.each_instance({}, write); });
}

}  // namespace

std::string exported(storage::Tenant::Entered const& entered) {
    auto& tenant = entered.tenant();
    auto const transaction = entered.begin(storage::Access::read);
    json::Writer writer;
    auto const write_one = [&](std::string_view name, storage::Table const& table) {
        writer.key(name);
        write_object(writer, table, tenant.rows(table).find({}).get());
    };
    writer.object([&] {
        writer.key("clock");
        writer.object([&] {
            writer.member("now", written(entered.now()));
            writer.member("speed", tenant.clock().speed);
        });
        write_one("settings", storage::settings_table());
        write_one("lastIds", storage::last_ids_table());
        for (auto const* const table : storage::plain_tables()) {
            auto const rows = tenant.rows(*table).after({}, -1);
            if (rows.empty()) continue;
            writer.key(storage::list_name(*table));
            writer.list(rows, [&](storage::AnyRow const& row) {
                write_object(writer, *table, row.get());
            });
        }
        writer.key("plans");
        auto plans = tenant.plans().all();
        std::erase_if(plans, is_understood);
        writer.list(plans, [&](storage::Plan const& plan) {
            write_object(writer, storage::plans_table(), &plan);
        });
        writer.key("instances");
        write_instances(writer, tenant);
        writer.key("backupJobs");
        write_jobs(writer, tenant);
        writer.key("faults");
        writer.list(tenant.fault_rules().all(), [&](storage::FaultRule const& rule) {
            write_object(writer, storage::fault_rules_table(), &rule);
        });
    });
    return writer.text();
}

}  // namespace rds::codec
