// What may be made of a job's moves by hand. Pure, as the state machine is.
#pragma once

#include "storage/backup_job.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace rds::storage {

// A job's moves as they stand at some instant.
struct Timeline {
    std::vector<Move> due;
    std::vector<Move> planned;  // those to come, in order

    Phase phase() const { return due.empty() ? Phase::not_started : due.back().to; }

    bool operator==(Timeline const&) const = default;
};

// `moves` are all of a job's, in order.
Timeline timeline_at(std::vector<Move> moves, Instant now);

// Every phase that a step may lead to: the later ones, then Phase::failed; none from a terminal
// one.
std::vector<Phase> steps_from(Phase phase);

// Makes every move from the phase it stands in to `to`, one of steps_from(), at `now`. The rest of
// the plan keeps its gaps, counted from here; nothing is left of a plan that did not lead to `to`.
Timeline stepped(Timeline timeline, Phase to, Instant now, std::string const& why);

// The same moves with as much time to each of the planned ones at `now` as there was at `then`.
std::vector<Move> shifted(std::vector<Move> planned, Instant then, Instant now);

// Why time alone does not bring a job to a phase.
enum class Obstacle : std::uint8_t {
    passed,       // it has left the phase behind
    ended,        // otherwise
    held,         // until it is released
    polled,       // it waits for polls
    not_planned,  // it stays where it is, or its plan leads elsewhere
};

// The instant at which this job reaches the phase: `now` if it stands in it.
std::variant<Instant, Obstacle>
when_reaching(Phase phase, BackupJob const& job, std::vector<Move> const& planned, Instant now);

}  // namespace rds::storage
