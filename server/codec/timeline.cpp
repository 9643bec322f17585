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

// That no move is before the one before it, through one list after another.
class Order {
  public:
    Order(Instant now, std::string const& source) : now_{now}, source_{source} {}

    void check(Time const& time, std::string_view list, std::size_t index) {
        auto const at = resolve(time, now_);
        if (at < before_) {
            auto const why = fmt::format(
                "{} is before {}, the time of the move before it",
                shown_instant(at),
                shown_instant(before_)
            );
            throw Invalid{source_, fmt::format("{}/{}/at", list, index), why};
        }
        before_ = at;
    }

  private:
    Instant now_;
    std::string const& source_;
    Instant before_ = Instant::min();
};

std::variant<Time, storage::Polls> read_when(Node const& node) {
    if (node.has("at") == node.has("polls")) node.refuse(R"(says when by one of "at" and "polls")");
    if (node.has("polls")) return storage::Polls{node.number("polls", 1)};
    return read_time(node, "at", "");
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

bool has_timeline(Node const& node) {
    return node.has("history") || node.has("planned") || node.has("polls") || node.has("held");
}

std::string TimelineReader::shown(State state) const {
    return text::quoted(machine_.word(state));
}

std::pair<State, State> TimelineReader::read(Node const& node) {
    auto const from = state_;
    if (node.has("from") && machine_.state(node.text("from")) != from)
        node.refuse("from", fmt::format("is not where it stands then, which is {}", shown(from)));
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

std::vector<Fixture::Move> TimelineReader::history(Node const& row) {
    std::vector<Fixture::Move> moves;
    for (auto const& move : row.objects("history")) {
        auto const [from, to] = read(move);
        moves.push_back({from, to, read_time(move, "at", ""), move.text("why", "fixture")});
    }
    return moves;
}

std::vector<Fixture::PlannedMove> TimelineReader::planned(Node const& row) {
    std::vector<Fixture::PlannedMove> moves;
    for (auto const& move : row.objects("planned")) {
        auto const [from, to] = read(move);
        moves.push_back({from, to, read_when(move), move.text("why", "fixture")});
    }
    return moves;
}

bool TimelineReader::held(Node const& row) const {
    auto const held = row.flag("held", false);
    if (held && machine_.is_terminal(state_))
        row.refuse("held", "is of no use to what has ended; leave it out");
    return held;
}

Fixture::Timeline read_timeline_to(Node const& row, Machine const& machine, State state) {
    Fixture::Timeline timeline;
    auto const moves = row.objects("history");
    for (auto const& move : moves) {
        auto const to = machine.state(move.text("to")).value();
        auto const from = machine.state(move.text("from")).value();
        timeline.history.push_back(
            {from, to, read_time(move, "at", ""), move.text("why", "fixture")}
        );
    }
    if (!moves.empty() && timeline.history.back().to != state) {
        auto const status = text::quoted(machine.word(state));
        moves.back().refuse("to", fmt::format("is not the status, which is {}", status));
    }
    TimelineReader reader{machine, state};
    timeline.held = reader.held(row);
    timeline.planned = reader.planned(row);
    return timeline;
}

void check_timeline(Fixture::Timeline const& timeline, Instant now, std::string const& source) {
    auto const& [history, planned, held] = timeline;
    Order order{now, source};
    for (std::size_t i = 0; i < history.size(); ++i)
        order.check(history[i].at, "/history", i);
    if (!history.empty() && resolve(history.back().at, now) > now) {
        throw Invalid{
            source,
            fmt::format("/history/{}/at", history.size() - 1),
            shown_instant(resolve(history.back().at, now)) +
                " lies ahead of now; what is to come is \"planned\""};
    }
    auto const first_late = held ? now : now + storage::Duration{1};
    auto waits_for_polls = false;
    for (std::size_t i = 0; i < planned.size(); ++i) {
        auto const* const at = std::get_if<Time>(&planned[i].when);
        if (at == nullptr) {
            waits_for_polls = true;
            continue;
        }
        if (waits_for_polls) {
            throw Invalid{
                source,
                fmt::format("/planned/{}/at", i),
                "follows a move by polls, and nobody knows when that will be; give \"polls\" here "
                "too"};
        }
        order.check(*at, "/planned", i);
        if (resolve(*at, now) >= first_late) continue;
        throw Invalid{
            source,
            fmt::format("/planned/{}/at", i),
            shown_instant(resolve(*at, now)) +
                " does not lie ahead of now; what has happened is \"history\""};
    }
}

std::vector<storage::Move> moves_made(Fixture::Timeline const& timeline, Instant now) {
    std::vector<storage::Move> all;
    for (auto const& move : timeline.history)
        all.push_back({move.from, move.to, resolve(move.at, now), move.why});
    return all;
}

void plan_timeline(
    Fixture::Timeline const& timeline,
    storage::Lifecycle lifecycle,
    Instant earliest,
    Instant now
) {
    std::vector<storage::PlannedMove> moves;
    moves.reserve(timeline.planned.size());
    auto last = std::max(now, earliest);
    for (auto const& move : timeline.planned) {
        auto const* const polls = std::get_if<storage::Polls>(&move.when);
        if (polls == nullptr) last = resolve(std::get<Time>(move.when), now);
        // One that has been shown often enough goes on as soon as it may.
        storage::PlannedMove planned{move.from, move.to, last, move.why};
        if (polls != nullptr && polls->left > 0) planned.when = *polls;
        moves.push_back(std::move(planned));
    }
    if (timeline.held) lifecycle.hold(now);  // however late its release is
    lifecycle.plan(moves, now);
}

void write_move(
    json::Writer& writer,
    Machine const& machine,
    storage::Move const& move,
    std::string (*instant_text)(Instant instant)
) {
    writer.member("from", machine.word(move.from));
    writer.member("to", machine.word(move.to));
    writer.member("at", instant_text(move.at));
    writer.member("why", move.why);
}

namespace {

void write_planned(
    json::Writer& writer,
    Machine const& machine,
    storage::PlannedMove const& move,
    std::string (*instant_text)(Instant instant)
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

}  // namespace

void write_timeline(json::Writer& writer, storage::Lifecycle lifecycle, TimelineStyle style) {
    auto const& machine = lifecycle.machine();
    writer.key("history");
    writer.list(lifecycle.history(), [&](storage::Move const& move) {
        writer.object([&] { write_move(writer, machine, move, style.instant_text); });
    });
    writer.key("planned");
    writer.list([&] {
        for (auto const& move : lifecycle.planned()) {
            auto const by_time = std::holds_alternative<Instant>(move.when);
            if (by_time || style.is_document)
                writer.object([&] { write_planned(writer, machine, move, style.instant_text); });
        }
    });
    if (style.is_document && lifecycle.is_held()) writer.member("held", true);
}

}  // namespace rds::codec
