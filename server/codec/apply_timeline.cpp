#include "server/codec/apply_timeline.hpp"

#include "server/codec/apply.hpp"
#include "server/codec/invalid.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace rds::codec {

namespace {

using storage::Instant;

std::string shown(Instant instant) {
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
                shown(at),
                shown(before_)
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

}  // namespace

void check_timeline(Fixture::Timeline const& timeline, Instant now, std::string const& source) {
    auto const& [history, planned, held] = timeline;
    Order order{now, source};
    for (std::size_t i = 0; i < history.size(); ++i)
        order.check(history[i].at, "/history", i);
    if (!history.empty() && resolve(history.back().at, now) > now) {
        throw Invalid{
            source,
            fmt::format("/history/{}/at", history.size() - 1),
            shown(resolve(history.back().at, now)) +
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
            shown(resolve(*at, now)) +
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

}  // namespace rds::codec
