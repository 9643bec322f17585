#include "storage/timeline.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rds::storage {

Timeline timeline_at(std::vector<Move> moves, Instant now) {
    auto const first_ahead =
        std::ranges::find_if(moves, [now](Move const& move) { return move.at > now; });
    Timeline timeline;
    timeline.planned.assign(
        std::make_move_iterator(first_ahead),
        std::make_move_iterator(moves.end())
    );
    moves.erase(first_ahead, moves.end());
    timeline.due = std::move(moves);
    return timeline;
}

std::vector<Phase> steps_from(Phase phase) {
    if (is_terminal(phase)) return {};
    std::vector<Phase> phases;
    for (auto next = next_phase(phase); next; next = next_phase(*next))
        phases.push_back(*next);
    phases.push_back(Phase::failed);
    return phases;
}

Timeline stepped(Timeline timeline, Phase to, Instant now, std::string const& why) {
    for (auto from = timeline.phase(); from != to; from = timeline.phase()) {
        auto const next = to == Phase::failed ? to : next_phase(from).value();
        timeline.due.push_back({from, next, now, why});
    }
    auto& planned = timeline.planned;
    auto const there = std::ranges::find(planned, to, &Move::to);
    if (there == planned.end()) {
        planned.clear();
        return timeline;
    }
    auto const then = there->at;
    planned.erase(planned.begin(), std::next(there));
    planned = shifted(std::move(planned), then, now);
    return timeline;
}

std::vector<Move> shifted(std::vector<Move> planned, Instant then, Instant now) {
    for (auto& move : planned)
        move.at = later(now, move.at - then);
    return planned;
}

std::variant<Instant, Obstacle>
when_reaching(Phase phase, BackupJob const& job, std::vector<Move> const& planned, Instant now) {
    if (job.phase == phase) return now;
    if (is_terminal(job.phase)) return is_terminal(phase) ? Obstacle::ended : Obstacle::passed;
    if (phase < job.phase) return Obstacle::passed;
    auto const there = std::ranges::find(planned, phase, &Move::to);
    if (there != planned.end()) return there->at;
    if (job.held) return Obstacle::held;
    return job.polled ? Obstacle::polled : Obstacle::not_planned;
}

}  // namespace rds::storage
