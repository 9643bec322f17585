#include "server/codec/timeline.hpp"

#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace rds::codec {

namespace {

using json::Node;
using storage::Instant;
using storage::Machine;
using storage::State;

std::string shown_instant(Instant instant) {
    return fmt::format("\"{}\"", text::timestamp(instant));
}

constexpr char const* kLiesAhead = R"( lies ahead of now; what is to come is "planned")";
constexpr char const* kLiesBehind = R"( does not lie ahead of now; what has happened is "history")";
constexpr char const* kFollowsPolls =
    R"(follows a move by polls, and nobody knows when that will be; give "polls" here too)";

storage::PlannedMove read_move(Node const& node, State from, State to) {
    if (node.has("at") == node.has("polls")) node.refuse(R"(says when by one of "at" and "polls")");
    storage::PlannedMove move{from, to, {}, node.text("why", "fixture")};
    if (node.has("polls")) {
        move.when = storage::Polls{node.scalar("polls", 1)};
    } else {
        std::visit([&move](auto at) { move.when = at; }, read_time(node, "at"));
    }
    return move;
}

State read_state(Node const& node, char const* name, Machine const& machine) {
    return machine.state(node.text(name)).value();
}

}  // namespace

bool has_timeline(Node const& node) {
    return node.has("history") || node.has("planned") || node.has("polls") || node.has("held");
}

std::vector<storage::PlannedMove>
read_moves(Node const& row, char const* list, Machine const& machine, State& state) {
    std::vector<storage::PlannedMove> moves;
    for (auto const& node : row.objects(list)) {
        auto const from = [&] { return text::quoted(machine.word(state)); };
        if (node.has("from") && read_state(node, "from", machine) != state)
            node.refuse("from", fmt::format("is not where it stands then, which is {}", from()));
        auto const to = read_state(node, "to", machine);
        if (machine.is_terminal(state))
            node.refuse("to", fmt::format("follows {}, where it ends; leave it out", from()));
        if (machine.edge(state, to) == nullptr) {
            std::vector<std::string_view> right;
            for (auto const legal : machine.legal(state))
                right.push_back(machine.word(legal));
            auto const words = text::quoted_list(right, "or");
            node.refuse("to", fmt::format("cannot follow {}, only {}", from(), words));
        }
        moves.push_back(read_move(node, state, to));
        state = to;
    }
    return moves;
}

bool read_held(Node const& row, Machine const& machine, State state) {
    auto const held = row.scalar("held", false);
    if (held && machine.is_terminal(state))
        row.refuse("held", "is of no use to what has ended; leave it out");
    return held;
}

Fixture::Timeline read_timeline_to(Node const& row, Machine const& machine, State state) {
    Fixture::Timeline timeline;
    auto const moves = row.objects("history");
    for (auto const& move : moves) {
        auto const to = read_state(move, "to", machine);
        timeline.history.push_back(read_move(move, read_state(move, "from", machine), to));
    }
    if (!moves.empty() && timeline.history.back().to != state) {
        auto const status = text::quoted(machine.word(state));
        moves.back().refuse("to", fmt::format("is not the status, which is {}", status));
    }
    timeline.held = read_held(row, machine, state);
    timeline.planned = read_moves(row, "planned", machine, state);
    return timeline;
}

void check_timeline(
    Fixture::Timeline const& timeline,
    Instant now,
    std::string const& source,
    std::string const& pointer
) {
    auto const& [history, planned, held] = timeline;
    auto before = Instant::min();
    auto const refuse = [&](std::string_view list, std::size_t index, std::string why) {
        throw Invalid{source, fmt::format("{}/{}/{}/at", pointer, list, index), std::move(why)};
    };
    auto const check_order = [&](std::string_view list, std::size_t index, storage::When const& time
                             ) {
        auto const at = resolve(time, now);
        if (at < before) {
            constexpr std::string_view kWhy = "{} is before {}, the time of the move before it";
            refuse(list, index, fmt::format(kWhy, shown_instant(at), shown_instant(before)));
        }
        before = at;
    };
    for (std::size_t i = 0; i < history.size(); ++i)
        check_order("history", i, history[i].when);
    if (before > now)
        refuse("history", history.size() - 1, shown_instant(before).append(kLiesAhead));
    auto const first_late = held ? now : now + storage::Duration{1};
    auto waits_for_polls = false;
    for (std::size_t i = 0; i < planned.size(); ++i) {
        auto const& when = planned[i].when;
        if (std::holds_alternative<storage::Polls>(when)) {
            waits_for_polls = true;
            continue;
        }
        if (waits_for_polls) refuse("planned", i, kFollowsPolls);
        check_order("planned", i, when);
        if (before < first_late) refuse("planned", i, shown_instant(before).append(kLiesBehind));
    }
}

std::vector<storage::Move> moves_made(Fixture::Timeline const& timeline, Instant now) {
    std::vector<storage::Move> all;
    for (auto const& move : timeline.history)
        all.push_back({move.from, move.to, resolve(move.when, now), move.why});
    return all;
}

void plan_timeline(
    Fixture::Timeline const& timeline,
    storage::Lifecycle lifecycle,
    Instant earliest,
    Instant now
) {
    auto moves = timeline.planned;
    auto last = std::max(now, earliest);
    for (auto& [from, to, when, why] : moves) {
        auto const* const polls = std::get_if<storage::Polls>(&when);
        if (polls == nullptr) last = resolve(when, now);
        // One that has been shown often enough goes on as soon as it may.
        if (polls == nullptr || polls->left <= 0) when = last;
    }
    if (timeline.held) lifecycle.hold(now);  // however late its release is
    lifecycle.plan(moves, now);
}

void write_move(
    json::Writer& writer,
    Machine const& machine,
    storage::PlannedMove const& move,
    InstantText instant_text
) {
    writer.member("from", machine.word(move.from));
    writer.member("to", machine.word(move.to));
    if (auto const* const at = std::get_if<Instant>(&move.when)) {
        writer.member("at", instant_text(*at));
    } else if (auto const* const polls = std::get_if<storage::Polls>(&move.when)) {
        writer.member("polls", polls->left);
    } else {  // counts from the release, whenever that will be
        writer.member("at", text::duration_text(std::get<storage::Duration>(move.when)));
    }
    writer.member("why", move.why);
}

void write_timeline(
    json::Writer& writer,
    storage::Lifecycle lifecycle,
    InstantText instant_text,
    bool is_document
) {
    auto const write = [&](storage::PlannedMove const& move) {
        auto const by_time = std::holds_alternative<Instant>(move.when);
        if (!by_time && !is_document) return;
        writer.object([&] { write_move(writer, lifecycle.machine(), move, instant_text); });
    };
    writer.key("history");
    writer.list(lifecycle.history(), write);
    writer.key("planned");
    writer.list(lifecycle.planned(), write);
    if (is_document && lifecycle.is_held()) writer.member("held", true);
}

}  // namespace rds::codec
