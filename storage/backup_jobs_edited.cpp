// What a test may do to a job: each change rewrites the moves that are not yet due.
#include "storage/backup_jobs.hpp"
#include "storage/columns.hpp"
#include "storage/illegal_edit.hpp"
#include "storage/moves.hpp"
#include "storage/sqlite/connection.hpp"

#include <algorithm>

namespace rds::storage {

namespace {

// A job while it is changed. Of a held one, the planned moves are those that it would make if it
// were released now.
struct Draft {
    BackupJob job;
    Timeline timeline;
    std::size_t kept;  // so many of its moves stay as they are stored
};

constexpr std::string_view kHeldMoves = R"(
SELECT from_phase, to_phase, remaining, why FROM held_moves WHERE job_id = ?1 ORDER BY seq
)";

std::vector<Move> held_moves(sqlite::Connection& database, std::int32_t id, Instant now) {
    std::vector<Move> moves;
    auto const query = database.statement(kHeldMoves);
    query.with(id);
    while (query->step()) {
        moves.push_back({
            .from = phase_in(*query, 0),
            .to = phase_in(*query, 1),
            .at = later(now, Duration{query->integer(2)}),
            .why = std::string{query->text(3)},
        });
    }
    return moves;
}

Draft draft_of(sqlite::Connection& database, BackupJob const& job, Instant now) {
    auto timeline = timeline_at(moves_of(database, job.id), now);
    if (job.held) timeline.planned = held_moves(database, job.id, now);
    auto const kept = timeline.due.size();
    return {job, std::move(timeline), kept};
}

constexpr std::string_view kForgetMoves = R"(
DELETE FROM moves WHERE job_id = ?1 AND seq > ?2
)";

constexpr std::string_view kForgetHeldMoves = R"(
DELETE FROM held_moves WHERE job_id = ?1
)";

constexpr std::string_view kAddHeldMove = R"(
INSERT INTO held_moves (job_id, seq, from_phase, to_phase, remaining, why)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
)";

void write_moves(sqlite::Connection& database, Draft const& draft, Instant now) {
    auto const id = draft.job.id;
    auto const& [due, planned] = draft.timeline;
    database.statement(kForgetMoves).with(id, static_cast<std::int64_t>(draft.kept))->step();
    database.statement(kForgetHeldMoves).with(id)->step();

    auto seq = static_cast<int>(draft.kept);
    for (auto i = draft.kept; i < due.size(); ++i)
        add_move(database, id, ++seq, due[i]);
    for (auto const& move : planned) {
        ++seq;
        if (draft.job.held) {
            auto const remaining = (move.at - now).count();
            database.statement(kAddHeldMove)
                .with(id, seq, move.from, move.to, remaining, move.why)
                ->step();
        } else {
            add_move(database, id, seq, move);
        }
    }
}

Instant end_of(Draft const& draft) {
    auto const& [due, planned] = draft.timeline;
    return end_of(draft.job.held || planned.empty() ? due : planned);
}

constexpr std::string_view kUpdate = R"(
UPDATE backup_jobs SET started_at = ?2, ends_at = ?3, held = ?4 WHERE id = ?1
)";

void write(sqlite::Connection& database, Draft const& draft, Instant now) {
    write_moves(database, draft, now);
    database.statement(kUpdate)
        .with(draft.job.id, column(draft.job.started_at), column(end_of(draft)), draft.job.held)
        ->step();
}

constexpr std::string_view kCountPollsAnew = R"(
UPDATE backup_jobs SET polls_per_phase = ?2, polls_seen = 0 WHERE id = ?1
)";

constexpr std::string_view kForgetPolls = R"(
UPDATE backup_jobs SET polls_seen = 0 WHERE id = ?1
)";

void require_live(BackupJob const& job) {
    if (is_terminal(job.phase)) throw IllegalEdit{job.phase, IllegalEdit::Why::ended};
}

}  // namespace

std::vector<Move> BackupJobs::planned(BackupJob const& job, Instant now) {
    return draft_of(database_, job, now).timeline.planned;
}

BackupJob
BackupJobs::move_by_hand(BackupJob const& job, Phase to, std::string const& why, Instant now) {
    require_live(job);
    if (std::ranges::count(steps_from(job.phase), to) == 0) {
        throw IllegalEdit{job.phase, IllegalEdit::Why::not_ahead};
    }
    auto draft = draft_of(database_, job, now);
    draft.timeline = stepped(std::move(draft.timeline), to, now, why);
    draft.job.started_at = std::min(job.started_at, now);
    if (is_terminal(to)) draft.job.held = false;
    write(database_, draft, now);
    if (job.polled) database_.statement(kForgetPolls).with(job.id)->step();
    return find_anywhere(job.id, now).value();
}

BackupJob BackupJobs::hold(BackupJob const& job, Instant now) {
    require_live(job);
    if (job.held) throw IllegalEdit{job.phase, IllegalEdit::Why::held};
    auto draft = draft_of(database_, job, now);
    draft.job.held = true;
    write(database_, draft, now);
    return find_anywhere(job.id, now).value();
}

BackupJob BackupJobs::release(BackupJob const& job, Instant now) {
    require_live(job);
    if (!job.held) throw IllegalEdit{job.phase, IllegalEdit::Why::not_held};
    auto draft = draft_of(database_, job, now);
    draft.job.held = false;
    write(database_, draft, now);
    return find_anywhere(job.id, now).value();
}

BackupJob BackupJobs::change_plan(BackupJob const& job, Plan const& plan, Instant now) {
    require_live(job);
    auto draft = draft_of(database_, job, now);
    auto const begins = plan_begins(job.phase, job.started_at, now);
    draft.timeline.planned = planned_moves(plan, job.phase, begins);
    write(database_, draft, now);
    auto const polls = plan.kind == PlanKind::polls ? plan.polls_per_phase : 0;
    database_.statement(kCountPollsAnew).with(job.id, polls)->step();
    return find_anywhere(job.id, now).value();
}

}  // namespace rds::storage
