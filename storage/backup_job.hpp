// The backup job's state machine: phases, legal moves, plans and the timelines that plans write.
// Pure: no SQL, no clock of its own, no wire names.
#pragma once

#include "storage/instant.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rds::storage {

// The rows of the table in docs/backup-jobs.md, in order. Stored as these numbers: append only.
enum class Phase : std::uint8_t {
    not_started = 0,
    checking = 1,
    preparing = 2,
    waiting = 3,
    uploading = 4,
    verifying = 5,  // checking the upload
    finished = 6,
    failed = 7,
};

inline constexpr std::size_t kPhaseCount = 8;

// What the API calls BackupStatus.
enum class BackupStatus : std::uint8_t {
    no_start,
    checking,
    preparing,
    waiting,
    uploading,
    finished,
    failed,
};

// What the API calls BackupProgressStatus; its ordinal gives the progress.
enum class ProgressStatus : std::uint8_t {
    no_start,
    preparing,
    waiting,
    uploading,
    checking,
    finished,
};

// What a phase looks like from outside.
struct Standing {
    BackupStatus status;
    ProgressStatus progress;
    std::optional<int> percent;  // 25 for each step of progress, to 125 (the one recording says
                                 // so); absent before the start

    bool operator==(Standing const&) const = default;
};

// `stopped_in` matters for Phase::failed alone: the phase in which the job failed, never a terminal
// one.
Standing standing(Phase phase, Phase stopped_in);

// The phase that shows this pair, or nothing if no job ever shows it. For BackupStatus::failed the
// phase is Phase::failed; where it stopped follows from `progress` (see phase_failed_in).
std::optional<Phase> phase_showing(BackupStatus status, ProgressStatus progress);

// Where a failed job that shows this progress stopped, or nothing if none shows it. Of the two that
// show ProgressStatus::no_start it is Phase::checking: a job fails in what it does.
std::optional<Phase> phase_failed_in(ProgressStatus progress);

bool is_terminal(Phase phase);

// The next row, or nothing for a terminal phase.
std::optional<Phase> next_phase(Phase from);

// A move goes to the next row, or to failed from any row that is not terminal.
bool is_legal_move(Phase from, Phase to);

// The next row first.
std::vector<Phase> legal_moves(Phase from);

enum class JobMode : std::uint8_t { automated = 0, manual = 1 };

enum class PlanKind : std::uint8_t {
    timed = 0,    // six phases of equal length, `duration` in all
    polls = 1,    // each phase is shown by `polls_per_phase` polls
    instant = 2,  // finished as soon as created
    failing = 3,  // as timed, but fails at the end of `fails_in`
    held = 4,     // stays where it is
};

// Whether a plan of this kind has a duration.
constexpr bool lasts(PlanKind kind) {
    return kind == PlanKind::timed || kind == PlanKind::failing;
}

struct Plan {
    std::string name;
    PlanKind kind = PlanKind::timed;
    // timed, failing: of the whole run; 0 is instant (failing: fails at once)
    Duration duration{0};
    int polls_per_phase = 1;            // polls: at least 1
    Phase fails_in = Phase::uploading;  // failing: not terminal
    std::string reason{};               // failing: why, for the history

    bool operator==(Plan const&) const = default;
};

struct Move {
    Phase from;
    Phase to;
    Instant at;  // tenant time at which it falls due
    std::string why;

    bool operator==(Move const&) const = default;
};

// The moves that a plan makes of themselves for a job that stands in `from` since `now`, in order,
// none for a plan that waits (polls, held) or for a terminal phase. The phase that a job begins in
// is not a move.
std::vector<Move> planned_moves(Plan const& plan, Phase from, Instant now);

// When a plan that is given at `now` begins: a job that has not begun waits for its start first.
Instant plan_begins(Phase phase, Instant started_at, Instant now);

// A job as it stands at some instant.
struct BackupJob {
    std::int32_t id = 0;
    std::string instance_id;
    JobMode mode = JobMode::manual;
    Instant started_at;
    std::int32_t backup_id = 0;  // assigned at creation, shown once finished
    Phase phase = Phase::not_started;
    Phase stopped_in = Phase::not_started;  // of a failed job
    bool polled = false;                    // polls move it
    bool held = false;                      // neither time nor polls move it

    Standing standing() const { return storage::standing(phase, stopped_in); }
};

}  // namespace rds::storage
