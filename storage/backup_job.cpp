#include "storage/backup_job.hpp"

#include <algorithm>
#include <array>

namespace rds::storage {

namespace {

struct Row {
    BackupStatus status;
    ProgressStatus progress;
};

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

constexpr int kPhasesOfARun = 6;

// The k-th sixth of the whole, without overflow however long that is.
Duration sixths(Duration whole, int k) {
    return whole / kPhasesOfARun * k + whole % kPhasesOfARun * k / kPhasesOfARun;
}

}  // namespace

Standing standing(Phase phase, Phase stopped_in) {
    auto const failed = phase == Phase::failed;
    auto const reached = failed ? stopped_in : phase;
    auto const& row = kRows.at(static_cast<std::size_t>(reached));

    Standing shown{failed ? BackupStatus::failed : row.status, row.progress, std::nullopt};
    if (reached != Phase::not_started) shown.percent = 25 * static_cast<int>(row.progress);
    return shown;
}

std::optional<Phase> phase_showing(BackupStatus status, ProgressStatus progress) {
    if (status == BackupStatus::failed) {
        return phase_failed_in(progress) ? std::optional{Phase::failed} : std::nullopt;
    }
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (kRows[i].status == status && kRows[i].progress == progress) {
            return static_cast<Phase>(i);
        }
    }
    return std::nullopt;
}

std::optional<Phase> phase_failed_in(ProgressStatus progress) {
    for (auto phase = Phase::checking; phase < Phase::finished; phase = *next_phase(phase)) {
        if (kRows.at(static_cast<std::size_t>(phase)).progress == progress) return phase;
    }
    return std::nullopt;
}

bool is_terminal(Phase phase) {
    return phase == Phase::finished || phase == Phase::failed;
}

std::optional<Phase> next_phase(Phase from) {
    if (is_terminal(from)) return std::nullopt;
    return static_cast<Phase>(static_cast<int>(from) + 1);
}

bool is_legal_move(Phase from, Phase to) {
    return !is_terminal(from) && (to == Phase::failed || to == next_phase(from));
}

std::vector<Phase> legal_moves(Phase from) {
    auto const next = next_phase(from);
    if (!next) return {};
    return {*next, Phase::failed};
}

std::vector<Move> planned_moves(Plan const& plan, Phase from, Instant now) {
    if (plan.kind == PlanKind::polls || plan.kind == PlanKind::held) return {};

    auto const whole = plan.kind == PlanKind::instant ? Duration{0} : plan.duration;
    auto const why = "plan " + plan.name;
    std::vector<Move> moves;
    auto phase = from;
    while (auto const next = next_phase(phase)) {
        auto const at = later(now, sixths(whole, static_cast<int>(moves.size()) + 1));
        if (plan.kind == PlanKind::failing && phase >= plan.fails_in) {
            moves.push_back({phase, Phase::failed, at, plan.reason.empty() ? why : plan.reason});
            break;
        }
        moves.push_back({phase, *next, at, why});
        phase = *next;
    }
    return moves;
}

Instant plan_begins(Phase phase, Instant started_at, Instant now) {
    return phase == Phase::not_started ? std::max(now, started_at) : now;
}

}  // namespace rds::storage
