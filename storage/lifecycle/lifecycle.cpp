#include "storage/lifecycle/lifecycle.hpp"

#include "storage/sqlite/connection.hpp"

#include <algorithm>
#include <utility>

namespace rds::storage {

namespace {

constexpr std::string_view kAdd = R"(
INSERT INTO moves (kind, id, seq, from_state, to_state, at, remaining, polls, settled, why)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
)";

bool is_polled(PlannedMove const& move) {
    return std::holds_alternative<Polls>(move.when);
}

bool counts_from_release(PlannedMove const& move) {
    return std::holds_alternative<Duration>(move.when);
}

}  // namespace

Lifecycle::Standing Lifecycle::standing() {
    auto const query = database_.statement(machine_.find);
    if (!query.with(id_)->step()) throw std::logic_error{"no such resource"};
    return {
        static_cast<State>(query->integer(0)),
        {.is_held = query->integer(1) != 0, .is_polled = query->integer(2) != 0}};
}

Lifecycle::Standing Lifecycle::unended() {
    auto const now = standing();
    if (machine_.is_terminal(now.state))
        throw IllegalMove{machine_, now.state, IllegalMove::Why::ended};
    return now;
}

State Lifecycle::state() {
    return standing().state;
}

bool Lifecycle::is_held() {
    return standing().pace.is_held;
}

State Lifecycle::came_from() {
    auto const now = state();
    auto const before = history();
    auto const last = std::find_if(before.rbegin(), before.rend(), [now](Move const& move) {
        return move.from != now;
    });
    if (last != before.rend()) return last->from;
    auto const leads_here = std::ranges::find(machine_.edges, now, &Edge::to);
    return leads_here == machine_.edges.end() ? now : leads_here->from;
}

constexpr std::string_view kHistory = R"(
SELECT from_state, to_state, at, why FROM moves
WHERE kind = ?1 AND id = ?2 AND settled = 1 ORDER BY seq
)";

std::vector<Move> Lifecycle::history() {
    std::vector<Move> moves;
    auto const query = database_.statement(kHistory);
    query.with(machine_.kind, id_);
    while (query->step()) {
        moves.push_back({
            .from = static_cast<State>(query->integer(0)),
            .to = static_cast<State>(query->integer(1)),
            .at = query->instant(2),
            .why = std::string{query->text(3)},
        });
    }
    return moves;
}

constexpr std::string_view kPlanned = R"(
SELECT from_state, to_state, at, remaining, polls, why FROM moves
WHERE kind = ?1 AND id = ?2 AND settled = 0 ORDER BY seq
)";

std::vector<PlannedMove> Lifecycle::planned() {
    std::vector<PlannedMove> moves;
    auto const query = database_.statement(kPlanned);
    query.with(machine_.kind, id_);
    while (query->step()) {
        PlannedMove move{
            .from = static_cast<State>(query->integer(0)),
            .to = static_cast<State>(query->integer(1)),
            .when = query->instant(2),
            .why = std::string{query->text(5)},
        };
        if (!query->is_null(3)) move.when = Duration{query->integer(3)};
        if (!query->is_null(4)) move.when = Polls{static_cast<int>(query->integer(4))};
        moves.push_back(std::move(move));
    }
    return moves;
}

constexpr std::string_view kLastSeq = R"(
SELECT COALESCE(MAX(seq), 0) FROM moves WHERE kind = ?1 AND id = ?2
)";

std::int64_t Lifecycle::last_seq() {
    return database_.number(kLastSeq, machine_.kind, id_);
}

void Lifecycle::add(std::int64_t seq, PlannedMove const& move, bool is_settled) {
    std::optional<Instant> at;
    std::optional<std::int64_t> remaining;
    std::optional<int> polls;
    if (auto const* const instant = std::get_if<Instant>(&move.when)) at = *instant;
    if (auto const* const span = std::get_if<Duration>(&move.when)) remaining = span->count();
    if (auto const* const shown = std::get_if<Polls>(&move.when)) polls = shown->left;
    database_.statement(kAdd)
        .with(
            machine_.kind,
            id_,
            seq,
            move.from,
            move.to,
            at,
            remaining,
            polls,
            is_settled,
            move.why
        )
        ->step();
}

constexpr std::string_view kForget = R"(
DELETE FROM moves WHERE kind = ?1 AND id = ?2 AND seq <= ?3 AND settled = 1
)";

bool Lifecycle::begin(
    std::vector<Move> const& history,
    std::vector<PlannedMove> const& planned,
    Instant now
) {
    std::int64_t seq = 0;
    for (auto const& move : history)
        add(++seq, move, true);
    for (auto const& move : planned)
        add(++seq, move, false);
    Pace const pace{
        std::ranges::any_of(planned, counts_from_release),
        std::ranges::any_of(planned, is_polled)};
    set_pace({}, pace);
    forget_before(seq);
    auto const settled = settle(database_, {.to = now});
    return pace == Pace{} && settled.count == 0;
}

void Lifecycle::remember(std::vector<Move> const& moves) {
    if (moves.empty()) return;
    auto seq = last_seq();
    for (auto const& move : moves)
        add(++seq, move, true);
    forget_before(seq);
}

void Lifecycle::forget_before(std::int64_t seq) {
    if (machine_.history > 0 && seq > machine_.history)
        database_.statement(kForget).with(machine_.kind, id_, seq - machine_.history)->step();
}

constexpr std::string_view kDrop = R"(
DELETE FROM moves WHERE kind = ?1 AND id = ?2 AND settled = 0
)";

void Lifecycle::replace(std::vector<PlannedMove> const& moves, Pace before, bool is_held) {
    database_.statement(kDrop).with(machine_.kind, id_)->step();
    set_pace(before, {is_held, std::ranges::any_of(moves, is_polled)});
    if (moves.empty()) return;
    auto seq = last_seq();
    for (auto const& move : moves)
        add(++seq, move, false);
}

void Lifecycle::set_pace(Pace before, Pace after) {
    if (after == before) return;
    database_.statement(machine_.set_pace).with(id_, after.is_held, after.is_polled)->step();
}

void Lifecycle::plan(std::vector<PlannedMove> const& moves, Instant now) {
    schedule(moves, now);
    settle(database_, {.to = now});
}

void Lifecycle::schedule(std::vector<PlannedMove> const& moves, Instant now) {
    auto const pace = standing().pace;
    auto const is_held = pace.is_held || std::ranges::any_of(moves, counts_from_release);
    replace(pace.is_held ? storage::held(moves, now) : moves, pace, is_held);
}

void Lifecycle::step(std::optional<State> to, std::string const& why, Instant now) {
    auto const [state, pace] = unended();
    auto ahead = planned();
    if (!to && machine_.is_line) to = machine_.legal(state).front();
    if (!to && !ahead.empty()) to = ahead.front().to;
    if (!to) throw IllegalMove{machine_, state, IllegalMove::Why::no_step};

    auto const there = std::ranges::find(ahead, *to, &PlannedMove::to);
    std::vector<State> path;
    if (there == ahead.end()) {
        path = machine_.path(state, *to);
        ahead.clear();
    } else {
        for (auto at = ahead.begin(); at != std::next(there); ++at)
            path.push_back(at->to);
        auto const then = there->when;
        ahead.erase(ahead.begin(), std::next(there));
        for (auto& move : ahead) {
            auto const* const at = std::get_if<Instant>(&move.when);
            auto const* const remaining = std::get_if<Duration>(&move.when);
            if (at != nullptr && std::holds_alternative<Instant>(then))
                move.when = later(now, *at - std::get<Instant>(then));
            if (remaining != nullptr && std::holds_alternative<Duration>(then))
                move.when = *remaining - std::get<Duration>(then);
        }
    }
    if (path.empty()) throw IllegalMove{machine_, state, IllegalMove::Why::not_ahead};

    std::vector<PlannedMove> moves;
    moves.reserve(path.size() + ahead.size());
    for (auto from = state; auto const next : path)
        moves.push_back({std::exchange(from, next), next, now, why});
    std::ranges::move(ahead, std::back_inserter(moves));
    replace(moves, pace, pace.is_held && !machine_.is_terminal(*to));
    settle(database_, {.to = now});
}

void Lifecycle::fail(std::string const& why, Instant now) {
    auto const [state, pace] = unended();
    auto const to = machine_.failed(state, came_from());
    if (!to) throw IllegalMove{machine_, state, IllegalMove::Why::no_failure};
    replace({{state, *to, now, why}}, pace, false);
    settle(database_, {.to = now});
}

void Lifecycle::hold(Instant now) {
    auto const [state, pace] = unended();
    if (pace.is_held) throw IllegalMove{machine_, state, IllegalMove::Why::held};
    replace(storage::held(planned(), now), pace, true);
}

void Lifecycle::release(Instant now) {
    auto const [state, pace] = unended();
    if (!pace.is_held) throw IllegalMove{machine_, state, IllegalMove::Why::not_held};
    replace(storage::released(planned(), now), pace, false);
    settle(database_, {.to = now});
}

void Lifecycle::set(State from, State to, std::string const& why, Instant now) {
    replace({}, standing().pace, false);
    if (from != to) remember({{from, to, now, why}});
    database_.statement(machine_.set_state).with(id_, to, from, now)->step();
}

constexpr std::string_view kNextPolls = R"(
SELECT seq, polls FROM moves WHERE kind = ?1 AND id = ?2 AND settled = 0 ORDER BY seq LIMIT 1
)";

constexpr std::string_view kCountPoll = R"(
UPDATE moves SET polls = ?4 WHERE kind = ?1 AND id = ?2 AND seq = ?3
)";

constexpr std::string_view kHasPolls = R"(
SELECT EXISTS (
    SELECT 1 FROM moves WHERE kind = ?1 AND id = ?2 AND settled = 0 AND polls IS NOT NULL
)
)";

constexpr std::string_view kPolled = R"(
UPDATE moves SET polls = NULL, at = ?4, why = 'polled' WHERE kind = ?1 AND id = ?2 AND seq = ?3
)";

void Lifecycle::poll(Instant earliest, Instant now) {
    auto const pace = standing().pace;
    if (pace.is_held || !pace.is_polled) return;
    std::int64_t seq = 0;
    std::int64_t left = 0;
    {
        auto const query = database_.statement(kNextPolls);
        if (!query.with(machine_.kind, id_)->step() || query->is_null(1)) return;
        seq = query->integer(0);
        left = query->integer(1) - 1;
    }
    if (left > 0) {
        database_.statement(kCountPoll).with(machine_.kind, id_, seq, left)->step();
        return;
    }
    auto const at = std::max(earliest, now);
    database_.statement(kPolled).with(machine_.kind, id_, seq, at)->step();
    set_pace(pace, {.is_polled = database_.number(kHasPolls, machine_.kind, id_) != 0});
    settle(database_, {.to = now});
}

}  // namespace rds::storage
