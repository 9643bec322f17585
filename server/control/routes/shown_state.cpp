#include "server/control/routes/shown_state.hpp"

#include "server/fixture/words.hpp"
#include "server/text/time.hpp"
#include "storage/timeline.hpp"

#include <algorithm>

namespace rds::control::rest {

namespace {

using fixture::word;

// The API documents a percentage; what lies above it is --uncapped-process's to show.
constexpr int kMostPercent = 100;

void write_moves(json::Writer& writer, std::vector<storage::Move> const& moves) {
    writer.list(moves, [&writer](auto const& move) {
        writer.object([&] { write_move_members(writer, move); });
    });
}

}  // namespace

void write_move_members(json::Writer& writer, storage::Move const& move) {
    writer.member("from", word(move.from));
    writer.member("to", word(move.to));
    writer.member("at", text::short_timestamp(move.at));
    writer.member("why", move.why);
}

void write_scheduled(json::Writer& writer, storage::ScheduledMove const& row) {
    writer.object([&] {
        writer.member("job", row.job_id);
        writer.member("instance", row.instance_id);
        write_move_members(writer, row.move);
    });
}

void write_job(
    json::Writer& writer,
    storage::BackupJobs jobs,
    storage::BackupJob const& job,
    storage::Instant now
) {
    auto const moves = storage::timeline_at(jobs.history(job.id), now);
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
        writer.key("history");
        write_moves(writer, moves.due);
        writer.key("planned");
        write_moves(writer, moves.planned);
    });
}

}  // namespace rds::control::rest
