#include "server/control/routes/shown_state.hpp"

#include "server/codec/backup_job.hpp"
#include "server/codec/fields.hpp"
#include "server/codec/timeline.hpp"
#include "server/text/time.hpp"
#include "storage/lifecycle/lifecycle.hpp"

#include <algorithm>

namespace rds::control::rest {

namespace {

// The API documents a percentage; what lies above it is --uncapped-process's to show.
constexpr int kMostPercent = 100;

}  // namespace

std::string shown_row(storage::Table const& table, void const* row) {
    json::Writer writer;
    writer.object([&] { codec::write_row(writer, table, row, text::short_timestamp); });
    return writer.text();
}

void write_scheduled(json::Writer& writer, storage::ScheduledMove const& row) {
    auto const& machine = storage::machine_of(row.kind);
    writer.member("kind", machine.name);
    std::visit([&](auto const& id) { writer.member("id", id); }, row.id);
    if (!row.instance.empty()) writer.member("instance", row.instance);
    codec::write_move(writer, machine, row.move, text::short_timestamp);
}

void write_instance(
    json::Writer& writer,
    storage::Instance const& instance,
    storage::Children const& children
) {
    auto const& table = storage::instances_table();
    codec::write_row(writer, table, &instance, text::short_timestamp);
    codec::write_children(writer, children, instance.id, text::short_timestamp);
}

std::string shown_instance(storage::Tenant& state, storage::Instance const& instance) {
    auto lifecycle = state.instances().lifecycle(instance.id);
    auto const children = state.children_of_instances(instance.id, instance.id);
    json::Writer writer;
    writer.object([&] {
        write_instance(writer, instance, children);
        writer.member("held", lifecycle.is_held());
        codec::write_timeline(writer, lifecycle, text::short_timestamp);
    });
    return writer.text();
}

void write_job(json::Writer& writer, storage::Tenant& state, storage::BackupJob const& job) {
    auto const percent = job.standing().percent;
    writer.object([&] {
        codec::write_job(writer, job, text::short_timestamp);
        writer.member("phase", storage::kJobMachine.word(storage::state_of(job.phase)));
        if (percent) writer.member("process", std::min(*percent, kMostPercent));
        writer.member("held", job.held);
        writer.member("polled", job.polled);
        auto const lifecycle = state.backup_jobs().lifecycle(job.id);
        codec::write_timeline(writer, lifecycle, text::short_timestamp);
    });
}

std::string shown_job(storage::Tenant& state, storage::BackupJob const& job) {
    json::Writer writer;
    write_job(writer, state, job);
    return writer.text();
}

}  // namespace rds::control::rest
