#include "server/control/routes/shown_state.hpp"

#include "server/codec/words.hpp"
#include "server/text/time.hpp"
#include "storage/lifecycle/lifecycle.hpp"

#include <algorithm>

namespace rds::control::rest {

namespace {

using codec::word;

// The API documents a percentage; what lies above it is --uncapped-process's to show.
constexpr int kMostPercent = 100;

void write_move(json::Writer& writer, storage::Machine const& machine, storage::Move const& move) {
    writer.member("from", machine.word(move.from));
    writer.member("to", machine.word(move.to));
    writer.member("at", text::short_timestamp(move.at));
    writer.member("why", move.why);
}

// Of what is planned only what time will do.
void write_moves(json::Writer& writer, storage::Lifecycle lifecycle) {
    auto const& machine = lifecycle.machine();
    writer.key("history");
    writer.list(lifecycle.history(), [&](auto const& move) {
        writer.object([&] { write_move(writer, machine, move); });
    });
    writer.key("planned");
    writer.list([&] {
        for (auto const& [from, to, when, why] : lifecycle.planned()) {
            auto const* const at = std::get_if<storage::Instant>(&when);
            if (at == nullptr) continue;
            storage::Move const move{from, to, *at, why};
            writer.object([&] { write_move(writer, machine, move); });
        }
    });
}

}  // namespace

void write_scheduled(json::Writer& writer, storage::ScheduledMove const& row) {
    auto const& machine = storage::machine_of(row.kind);
    writer.member("kind", machine.name);
    std::visit([&](auto const& id) { writer.member("id", id); }, row.id);
    if (!row.instance.empty()) writer.member("instance", row.instance);
    write_move(writer, machine, row.move);
}

void write_instance(json::Writer& writer, storage::Instance const& instance) {
    writer.object([&] { codec::write_members(writer, instance); });
}

std::string shown_instance(storage::Tenant& state, storage::Instance const& instance) {
    auto lifecycle = state.instances().lifecycle(instance.id);
    json::Writer writer;
    writer.object([&] {
        codec::write_members(writer, instance);
        writer.member("held", lifecycle.is_held());
        write_moves(writer, lifecycle);
    });
    return writer.text();
}

void write_job(json::Writer& writer, storage::Tenant& state, storage::BackupJob const& job) {
    auto const standing = job.standing();
    writer.object([&] {
        writer.member("id", job.id);
        writer.member("backupId", job.backup_id);
        writer.member("instance", job.instance_id);
        writer.member("mode", word(job.mode));
        writer.member("startedAt", text::short_timestamp(job.started_at));
        writer.member("phase", word(job.phase));
        writer.member("status", word(standing.status));
        writer.member("progressStatus", word(standing.progress));
        if (standing.percent) writer.member("process", std::min(*standing.percent, kMostPercent));
        writer.member("held", job.held);
        writer.member("polled", job.polled);
        write_moves(writer, state.backup_jobs().lifecycle(job.id));
    });
}

std::string shown_job(storage::Tenant& state, storage::BackupJob const& job) {
    json::Writer writer;
    write_job(writer, state, job);
    return writer.text();
}

}  // namespace rds::control::rest
