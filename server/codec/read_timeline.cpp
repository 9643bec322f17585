#include "server/codec/read_timeline.hpp"

#include "server/codec/words.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>
#include <vector>

namespace rds::codec {

namespace {

using json::Node;
using storage::Machine;
using storage::Phase;
using storage::State;

// The moves of one resource, one after another.
class TimelineReader {
  public:
    TimelineReader(Machine const& machine, State state) : machine_{machine}, state_{state} {}

    // Where the moves that were read have led, and where it was before.
    State state() const { return state_; }

    State came_from() const { return came_from_; }

    // One move from where the resource stands, which it changes.
    std::pair<State, State> read(Node const& node) {
        auto const from = state_;
        if (node.has("from") && machine_.state(node.text("from")) != from) {
            node.refuse(
                "from",
                fmt::format("is not where it stands then, which is {}", shown(from))
            );
        }
        auto const to = machine_.state(node.text("to")).value();
        if (machine_.is_terminal(from))
            node.refuse("to", fmt::format("follows {}, where it ends; leave it out", shown(from)));
        if (machine_.edge(from, to) == nullptr) {
            std::vector<std::string_view> right;
            for (auto const legal : machine_.legal(from))
                right.push_back(machine_.word(legal));
            auto const words = text::quoted_list(right, "or");
            node.refuse("to", fmt::format("cannot follow {}, only {}", shown(from), words));
        }
        came_from_ = from;
        state_ = to;
        return {from, to};
    }

    std::vector<Fixture::Move> history(Node const& node) {
        std::vector<Fixture::Move> moves;
        for (auto const& move : node.objects("history")) {
            auto const [from, to] = read(move);
            moves.push_back({from, to, read_time(move, "at", ""), move.text("why", "fixture")});
        }
        return moves;
    }

    std::vector<Fixture::PlannedMove> planned(Node const& node) {
        std::vector<Fixture::PlannedMove> moves;
        for (auto const& move : node.objects("planned")) {
            auto const [from, to] = read(move);
            moves.push_back({from, to, read_when(move), move.text("why", "fixture")});
        }
        return moves;
    }

  private:
    std::string shown(State state) const { return text::quoted(machine_.word(state)); }

    static std::variant<Time, storage::Polls> read_when(Node const& node) {
        if (node.has("at") == node.has("polls"))
            node.refuse(R"(says when by one of "at" and "polls")");
        if (node.has("polls")) return storage::Polls{node.number("polls", 1)};
        return read_time(node, "at", "");
    }

    Machine const& machine_;
    State state_;
    State came_from_ = 0;
};

// How a job that polls move was described before each move had its own polls: the rest of its
// moves.
void add_polled_moves(Node const& node, State state, std::vector<Fixture::PlannedMove>& planned) {
    if (!node.has("polls")) return;
    auto const polls = node.object("polls");
    auto const each = polls.number("perPhase", 1);
    auto const seen = polls.number("seen", 0);
    if (seen > each)
        polls.refuse("seen", fmt::format("is more than \"perPhase\", which is {}", each));
    auto left = each - seen;
    for (auto const to : storage::job_route(storage::phase_of(state)).states) {
        planned.push_back({state, to, storage::Polls{left}, "polled"});
        state = to;
        left = each;
    }
}

bool read_held(Node const& node, Machine const& machine, State state) {
    auto const held = node.flag("held", false);
    if (held && machine.is_terminal(state))
        node.refuse("held", "is of no use to what has ended; leave it out");
    return held;
}

// What the moves say already may be said by the status too, but not otherwise.
void check_status(Node const& node, storage::NewBackupJob const& job) {
    for (auto const* const name : {"plan", "reason"}) {
        if (node.has(name))
            node.refuse(name, "has no place beside the job's own moves; leave it out");
    }
    if (!node.has("status") && !node.has("progressStatus")) return;
    storage::NewBackupJob said;
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

}  // namespace

Time read_time(Node const& node, char const* name, std::string_view otherwise) {
    auto const text = node.text(name, otherwise);
    if (auto const instant = text::parse_timestamp(text)) return *instant;
    if (auto const offset = text::parse_duration(text)) return *offset;
    auto const why = fmt::format(
        "is neither a time relative to now like -2d or -1h30m, nor {}",
        text::kTimestampExample
    );
    node.refuse(name, why);
}

void read_phase(Node const& node, storage::NewBackupJob& job) {
    auto const word = node.text("status", "NoStart");
    auto const status = backup_status(word);
    auto const progress = progress_status(node.text("progressStatus", usual_progress(word)));
    auto const phase = storage::phase_showing(status, progress);
    if (!phase) {
        auto const right = text::quoted_list(progress_words_with(status), "or");
        auto const why =
            fmt::format("does not go with status {}, only {}", text::quoted(word), right);
        node.refuse("progressStatus", why);
    }
    job.phase = *phase;
    if (*phase == Phase::failed) job.stopped_in = storage::phase_failed_in(progress).value();
}

bool has_timeline(Node const& node) {
    return node.has("history") || node.has("planned") || node.has("polls") || node.has("held");
}

void read_job_timeline(Node const& node, Fixture::BackupJob& row) {
    Fixture::Timeline timeline;
    TimelineReader reader{storage::kJobMachine, storage::state_of(Phase::not_started)};
    timeline.history = reader.history(node);
    row.job.phase = storage::phase_of(reader.state());
    if (row.job.phase == Phase::failed) row.job.stopped_in = storage::phase_of(reader.came_from());
    check_status(node, row.job);
    timeline.held = read_held(node, storage::kJobMachine, reader.state());
    timeline.planned = reader.planned(node);
    add_polled_moves(node, reader.state(), timeline.planned);
    row.timeline = std::move(timeline);
}

// What led it here need not be legal: a test may have set its status.
Fixture::Timeline read_instance_timeline(Node const& node, std::string_view status) {
    auto const& machine = storage::kInstanceMachine;
    Fixture::Timeline timeline;
    auto const moves = node.objects("history");
    for (auto const& move : moves) {
        auto const to = machine.state(move.text("to")).value();
        auto const from = machine.state(move.text("from")).value();
        timeline.history.push_back(
            {from, to, read_time(move, "at", ""), move.text("why", "fixture")}
        );
    }
    auto const state = machine.state(status).value();
    if (!moves.empty() && timeline.history.back().to != state) {
        moves.back().refuse(
            "to",
            fmt::format("is not the instance's status, which is {}", text::quoted(status))
        );
    }
    timeline.held = read_held(node, machine, state);
    timeline.planned = TimelineReader{machine, state}.planned(node);
    return timeline;
}

}  // namespace rds::codec
