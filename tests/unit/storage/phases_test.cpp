#include "storage/backups/backup_job.hpp"

#include <gmock/gmock.h>

#include <array>
#include <utility>
#include <vector>

namespace rds::storage {
namespace {

Phase phase(std::size_t number) {
    return static_cast<Phase>(number);
}

std::vector<Phase> every_phase() {
    std::vector<Phase> phases;
    for (std::size_t i = 0; i < kPhases.size(); ++i)
        phases.push_back(phase(i));
    return phases;
}

// Rows: from, columns: to, both in the order of Phase.
using Targets = std::array<bool, kPhases.size()>;
constexpr std::array<Targets, kPhases.size()> kLegal{{
    {false, true, false, false, false, false, false, true},
    {false, false, true, false, false, false, false, true},
    {false, false, false, true, false, false, false, true},
    {false, false, false, false, true, false, false, true},
    {false, false, false, false, false, true, false, true},
    {false, false, false, false, false, false, true, true},
    {false, false, false, false, false, false, false, false},
    {false, false, false, false, false, false, false, false},
}};

TEST(Phases, MoveToTheNextRowOrToFailedAndNowhereElse) {
    for (std::size_t from = 0; from < kPhases.size(); ++from) {
        for (std::size_t to = 0; to < kPhases.size(); ++to) {
            EXPECT_EQ(
                kJobMachine.edge(state_of(phase(from)), state_of(phase(to))) != nullptr,
                kLegal.at(from).at(to)
            ) << from
              << " -> " << to;
        }
    }
}

TEST(Phases, EndInFinishedAndFailedOnly) {
    for (auto const each : every_phase()) {
        auto const terminal = each == Phase::finished || each == Phase::failed;
        EXPECT_EQ(is_terminal(each), terminal) << static_cast<int>(each);
        EXPECT_EQ(kJobMachine.is_terminal(state_of(each)), terminal) << static_cast<int>(each);
    }
}

TEST(Phases, StandAsTheTableSays) {
    using enum BackupStatus;
    using Progress = ProgressStatus;
    std::array<Standing, 7> const table{{
        {no_start, Progress::no_start, std::nullopt},
        {checking, Progress::no_start, 0},
        {preparing, Progress::preparing, 25},
        {waiting, Progress::waiting, 50},
        {uploading, Progress::uploading, 75},
        {uploading, Progress::checking, 100},
        {finished, Progress::finished, 125},
    }};
    for (std::size_t i = 0; i < table.size(); ++i) {
        EXPECT_EQ(standing(phase(i), Phase::not_started), table.at(i)) << i;
    }
}

TEST(Phases, KeepTheProgressOfWhereAJobFailed) {
    for (auto const stopped_in : every_phase()) {
        if (is_terminal(stopped_in)) continue;

        auto const before = standing(stopped_in, Phase::not_started);
        auto const after = standing(Phase::failed, stopped_in);

        EXPECT_EQ(after.status, BackupStatus::failed);
        EXPECT_EQ(after.progress, before.progress) << static_cast<int>(stopped_in);
        EXPECT_EQ(after.percent, before.percent) << static_cast<int>(stopped_in);
    }
}

TEST(Phases, FollowFromThePairThatTheyShow) {
    for (auto const each : every_phase()) {
        auto const shown = standing(each, Phase::waiting);
        EXPECT_EQ(phase_showing(shown.status, shown.progress), each) << static_cast<int>(each);
    }
}

using Pair = std::pair<BackupStatus, ProgressStatus>;

std::vector<Pair> every_pair_that_is_shown() {
    constexpr int kStatuses = 7;
    constexpr int kProgresses = 6;
    std::vector<Pair> shown;
    for (int i = 0; i < kStatuses * kProgresses; ++i) {
        auto const status = static_cast<BackupStatus>(i / kProgresses);
        auto const progress = static_cast<ProgressStatus>(i % kProgresses);
        if (phase_showing(status, progress)) shown.emplace_back(status, progress);
    }
    return shown;
}

TEST(Phases, AreShownBySevenPairsAndFiveMoreOfFailure) {
    auto const pairs = every_pair_that_is_shown();

    EXPECT_EQ(pairs.size(), 12U);
    for (auto const& [status, progress] : pairs) {
        auto const stopped_in = phase_failed_in(progress).value_or(Phase::not_started);
        auto const shown = standing(phase_showing(status, progress).value(), stopped_in);
        EXPECT_EQ((Pair{shown.status, shown.progress}), (Pair{status, progress}));
    }
}

TEST(Phases, AreNotShownByPairsThatContradictEachOther) {
    EXPECT_EQ(phase_showing(BackupStatus::failed, ProgressStatus::finished), std::nullopt);
    EXPECT_EQ(phase_showing(BackupStatus::finished, ProgressStatus::uploading), std::nullopt);
    EXPECT_EQ(phase_showing(BackupStatus::no_start, ProgressStatus::preparing), std::nullopt);
}

TEST(Phases, TellWhereAFailedJobStopped) {
    EXPECT_EQ(phase_failed_in(ProgressStatus::no_start), Phase::checking);
    EXPECT_EQ(phase_failed_in(ProgressStatus::checking), Phase::verifying);
    EXPECT_EQ(phase_failed_in(ProgressStatus::finished), std::nullopt);
    for (auto state = state_of(Phase::checking); state < state_of(Phase::finished); ++state) {
        auto const each = phase_of(state);
        EXPECT_EQ(phase_failed_in(standing(Phase::failed, each).progress), each);
    }
}

}  // namespace
}  // namespace rds::storage
