#include "storage/backups/backup_job.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace rds::storage {

namespace {

using Row = std::pair<BackupStatus, ProgressStatus>;

// By Phase, all but Phase::failed, which shows the progress of the phase it stopped in.
constexpr std::array<Row, 7> kRows{{
    {BackupStatus::no_start, ProgressStatus::no_start},
    {BackupStatus::checking, ProgressStatus::no_start},
    {BackupStatus::preparing, ProgressStatus::preparing},
    {BackupStatus::waiting, ProgressStatus::waiting},
    {BackupStatus::uploading, ProgressStatus::uploading},
    {BackupStatus::uploading, ProgressStatus::checking},
    {BackupStatus::finished, ProgressStatus::finished},
}};

constexpr State kFinished = state_of(Phase::finished);
constexpr State kFailed = state_of(Phase::failed);

// The next row first.
constexpr auto kEdges = [] {
    std::array<Edge, 2 * kFinished> edges{};
    for (State from = 0; from < kFinished; ++from) {
        edges[2UL * from] = {from, static_cast<State>(from + 1)};
        edges[2UL * from + 1] = {from, kFailed};
    }
    return edges;
}();

std::optional<State> failed(State in, State /*came_from*/) {
    return in < kFinished ? std::optional{kFailed} : std::nullopt;
}

constexpr std::string_view kFind = R"(
SELECT phase, held, polled FROM backup_jobs WHERE id = ?1
)";

// Phases 6 and 7 are the ends. A job that is moved before its start has started then.
constexpr std::string_view kSetState = R"(
UPDATE backup_jobs SET
    phase = ?2,
    stopped_in = CASE ?2 WHEN 7 THEN ?3 ELSE 0 END,
    ended_at = CASE WHEN ?2 >= 6 THEN ?4 END,
    started_at = CASE ?3 WHEN 0 THEN MIN(started_at, ?4) ELSE started_at END
WHERE id = ?1
)";

constexpr std::string_view kSetPace = R"(
UPDATE backup_jobs SET held = ?2, polled = ?3 WHERE id = ?1
)";

}  // namespace

Standing standing(Phase phase, Phase stopped_in) {
    auto const failed = phase == Phase::failed;
    auto const reached = failed ? stopped_in : phase;
    auto const [status, progress] = kRows.at(static_cast<std::size_t>(reached));

    Standing shown{failed ? BackupStatus::failed : status, progress, std::nullopt};
    if (reached != Phase::not_started) shown.percent = 25 * static_cast<int>(progress);
    return shown;
}

std::optional<Phase> phase_showing(BackupStatus status, ProgressStatus progress) {
    if (status == BackupStatus::failed) {
        return phase_failed_in(progress) ? std::optional{Phase::failed} : std::nullopt;
    }
    auto const* const row = std::ranges::find(kRows, Row{status, progress});
    if (row == kRows.end()) return std::nullopt;
    return static_cast<Phase>(row - kRows.begin());
}

std::optional<Phase> phase_failed_in(ProgressStatus progress) {
    for (auto state = state_of(Phase::checking); state < kFinished; ++state) {
        if (kRows.at(state).second == progress) return phase_of(state);
    }
    return std::nullopt;
}

std::vector<Move> job_moves_to(State state, Instant at) {
    std::vector<Move> moves;
    moves.reserve(state);
    for (State from = 0; from < state; ++from)
        moves.push_back({from, static_cast<State>(from + 1), at, "fixture"});
    return moves;
}

Route job_route(Phase from) {
    Route route{.steps = kFinished};
    for (auto state = state_of(from); state < kFinished; ++state)
        route.states.push_back(static_cast<State>(state + 1));
    return from == Phase::failed ? Route{} : route;
}

constinit Machine const kJobMachine{
    .kind = Kind::job,
    .name = "jobs",
    .noun = "Job",
    .states = kPhases,
    .edges = kEdges,
    .is_line = true,
    .failed = failed,
    .find = kFind,
    .set_state = kSetState,
    .set_pace = kSetPace,
};

}  // namespace rds::storage
