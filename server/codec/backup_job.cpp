#include "server/codec/backup_job.hpp"

#include "server/codec/fields.hpp"
#include "server/codec/timeline.hpp"
#include "server/json/invalid.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace rds::codec {

namespace {

using json::Node;
using storage::Instant;
using storage::Phase;
using storage::State;

// Of the start of a job that has begun; a fixed instant is compared when the job is created, since
// only then is "now" known.
constexpr std::string_view kStartsTooLate =
    R"(lies ahead of now, and only a job of status "NoStart" may start later)";

Time read_started_at(Node const& node, Phase phase) {
    auto const time = read_time(node, "startedAt", "0s");
    auto const* const offset = std::get_if<storage::Duration>(&time);
    if (offset != nullptr && *offset > storage::Duration{0} && phase != Phase::not_started)
        node.refuse("startedAt", kStartsTooLate);
    return time;
}

template <class Enum>
Enum word_of(std::string_view word, std::span<std::string_view const> words) {
    return static_cast<Enum>(std::ranges::find(words, word) - words.begin());
}

// What BackupProgressStatus is when a document does not say it: where most jobs of this status
// stand.
std::string_view usual_progress(std::string_view status) {
    if (status == "Checking") return "NoStart";
    if (status == "Failed") return "Uploading";
    return status;
}

// The phase that status and progressStatus show.
void read_phase(Node const& node, storage::BackupJob& job) {
    auto const word = node.text("status", "NoStart");
    auto const status = word_of<storage::BackupStatus>(word, storage::kBackupStatuses);
    auto const progress = word_of<storage::ProgressStatus>(
        node.text("progressStatus", usual_progress(word)),
        storage::kProgressStatuses
    );
    auto const phase = storage::phase_showing(status, progress);
    if (!phase) {
        std::vector<std::string_view> right;
        for (auto const each : storage::kProgressStatuses) {
            auto const its = word_of<storage::ProgressStatus>(each, storage::kProgressStatuses);
            if (storage::phase_showing(status, its)) right.push_back(each);
        }
        node.refuse(
            "progressStatus",
            fmt::format(
                "does not go with status {}, only {}",
                text::quoted(word),
                text::quoted_list(right, "or")
            )
        );
    }
    job.phase = *phase;
    if (*phase == Phase::failed) job.stopped_in = storage::phase_failed_in(progress).value();
}

// How a job that polls move was described before each move had its own polls: the rest of its
// moves.
void add_polled_moves(Node const& node, State state, std::vector<storage::PlannedMove>& planned) {
    if (!node.has("polls")) return;
    auto const polls = node.object("polls");
    auto const each = polls.scalar("perPhase", 1);
    auto const seen = polls.scalar("seen", 0);
    if (seen > each)
        polls.refuse("seen", fmt::format("is more than \"perPhase\", which is {}", each));
    auto left = each - seen;
    for (auto const to : storage::job_route(storage::phase_of(state)).states) {
        planned.push_back({state, to, storage::Polls{left}, "polled"});
        state = to;
        left = each;
    }
}

// What the moves say already may be said by the status too, but not otherwise.
void check_status(Node const& node, storage::BackupJob const& job) {
    for (auto const* const name : {"plan", "reason"}) {
        if (node.has(name))
            node.refuse(name, "has no place beside the job's own moves; leave it out");
    }
    if (!node.has("status") && !node.has("progressStatus")) return;
    storage::BackupJob said;
    read_phase(node, said);
    auto const right = storage::standing(job.phase, job.stopped_in);
    auto const given = storage::standing(said.phase, said.stopped_in);
    if (given.status == right.status && given.progress == right.progress) return;
    auto const* const wrong = node.has("progressStatus") ? "progressStatus" : "status";
    auto const why = fmt::format(
        "is not what the job's history leads to, which is status {}, progressStatus {}",
        text::quoted(word(right.status)),
        text::quoted(word(right.progress))
    );
    node.refuse(wrong, why);
}

// The moves, and the phase in which those of the history leave the job.
Fixture::Timeline read_timeline(Node const& node, storage::BackupJob& job) {
    Fixture::Timeline timeline;
    auto state = storage::state_of(Phase::not_started);
    timeline.history = read_moves(node, "history", storage::kJobMachine, state);
    job.phase = storage::phase_of(state);
    if (job.phase == Phase::failed)
        job.stopped_in = storage::phase_of(timeline.history.back().from);
    check_status(node, job);
    timeline.held = read_held(node, storage::kJobMachine, state);
    timeline.planned = read_moves(node, "planned", storage::kJobMachine, state);
    add_polled_moves(node, state, timeline.planned);
    return timeline;
}

// The plan that moves this job on: its own, else its instance's, else the tenant's.
storage::Plan plan_of(Fixture::BackupJob const& row, storage::Tenant& tenant) {
    auto name = row.plan;
    if (name.empty()) name = tenant.instances().basics(row.job.instance_id).value().job_plan;
    if (name.empty()) name = tenant.settings().get().job_plan;
    return tenant.plans().get(name);
}

// Of a job that has ended what it did is kept only if the document says why it failed.
std::vector<storage::Move>
moves_to_failure(storage::BackupJob const& job, std::string const& why, Instant now) {
    if (why.empty()) return {};
    auto const at = std::min(job.started_at, now);
    auto const stopped_in = storage::state_of(job.stopped_in);
    auto moves = storage::job_moves_to(stopped_in, at);
    moves.push_back({stopped_in, storage::state_of(Phase::failed), at, why});
    return moves;
}

}  // namespace

Fixture::BackupJob read_backup_job(Node const& node) {
    Fixture::BackupJob row;
    row.job.id = node.scalar("id", 0);
    row.job.instance_id = node.text("instance");
    row.job.mode = word_of<storage::JobMode>(node.text("mode", "Manual"), storage::kJobModes);
    row.job.backup_id = node.scalar("backupId", 0);
    if (has_timeline(node)) {
        row.timeline = read_timeline(node, row.job);
    } else {
        read_phase(node, row.job);
    }
    row.started_at = read_started_at(node, row.job.phase);
    if (row.timeline) return row;

    row.plan = node.text("plan");
    if (node.has("plan") && storage::is_terminal(row.job.phase))
        node.refuse("plan", "is of no use to a job that has ended; leave it out");
    row.why_failed = node.text("reason");
    if (node.has("reason") && row.job.phase != Phase::failed)
        node.refuse("reason", R"(is only for a job of status "Failed"; leave it out)");
    return row;
}

void check_job(
    Fixture::BackupJob const& row,
    Instant now,
    std::string const& source,
    std::string const& pointer
) {
    auto const started_at = resolve(row.started_at, now);
    if (row.job.phase != Phase::not_started && started_at > now) {
        throw json::Invalid{
            source,
            pointer + "/startedAt",
            fmt::format("\"{}\" {}", text::timestamp(started_at), kStartsTooLate)};
    }
    if (row.timeline) check_timeline(*row.timeline, now, source, pointer);
}

storage::BackupJob apply_job(Fixture::BackupJob const& row, storage::Tenant& tenant, Instant now) {
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

void write_job(json::Writer& writer, storage::BackupJob const& job, InstantText instant_text) {
    auto const standing = job.standing();
    write_row(writer, storage::backup_jobs_table(), &job, instant_text);
    writer.member("status", word(standing.status));
    writer.member("progressStatus", word(standing.progress));
}

}  // namespace rds::codec
