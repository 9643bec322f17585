// The backup job's state machine: its phases, what they look like, and what may follow what.
#pragma once

#include "storage/lifecycle/plan.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

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

// Their words, by number: a phase is called by its BackupStatus, but for the one that shows
// Uploading a second time.
inline constexpr auto kPhases = std::to_array<std::string_view>({
    "NoStart",
    "Checking",
    "Preparing",
    "Waiting",
    "Uploading",
    "CheckingUpload",
    "Finished",
    "Failed",
});

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

constexpr bool is_terminal(Phase phase) {
    return phase == Phase::finished || phase == Phase::failed;
}

// A move goes to the next row, or to failed from any row that is not terminal.
extern Machine const kJobMachine;

constexpr State state_of(Phase phase) {
    return static_cast<State>(phase);
}

constexpr Phase phase_of(State state) {
    return static_cast<Phase>(state);
}

// How a job that has not been watched came to a state on its way to the end: all at once.
std::vector<Move> job_moves_to(State state, Instant at);

// From a phase to the end, a sixth of a plan's duration for each move.
Route job_route(Phase from);

enum class JobMode : std::uint8_t { automated = 0, manual = 1 };

// The API's words of the three enumerations, by number.
inline constexpr auto kBackupStatuses = std::to_array<std::string_view>(
    {"NoStart", "Checking", "Preparing", "Waiting", "Uploading", "Finished", "Failed"}
);
inline constexpr auto kProgressStatuses = std::to_array<std::string_view>(
    {"NoStart", "Preparing", "Waiting", "Uploading", "Checking", "Finished"}
);
inline constexpr auto kJobModes = std::to_array<std::string_view>({"Automated", "Manual"});

constexpr std::string_view word(BackupStatus status) {
    return kBackupStatuses.at(static_cast<std::size_t>(status));
}

constexpr std::string_view word(ProgressStatus progress) {
    return kProgressStatuses.at(static_cast<std::size_t>(progress));
}

constexpr std::string_view word(JobMode mode) {
    return kJobModes.at(static_cast<std::size_t>(mode));
}

// A job as it stands.
struct BackupJob {
    std::string instance_id;
    JobMode mode = JobMode::manual;
    Instant started_at;
    Phase phase = Phase::not_started;
    Phase stopped_in = Phase::not_started;  // of a failed job
    std::int32_t id = 0;                    // of one to be created 0: the tenant's next
    std::int32_t backup_id = 0;             // the same; shown once finished
    std::optional<Instant> ended_at{};
    bool polled = false;  // polls make its next move
    bool held = false;    // neither time nor polls move it

    Standing standing() const { return storage::standing(phase, stopped_in); }
};

}  // namespace rds::storage
