#include "server/codec/words.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <utility>

namespace rds::codec {

namespace {

using storage::BackupStatus;
using storage::JobMode;
using storage::Phase;
using storage::PlanKind;
using storage::ProgressStatus;

template <class Value, std::size_t kCount>
using Words = std::array<std::pair<std::string_view, Value>, kCount>;

constexpr Words<BackupStatus, 7> kBackupStatuses{{
    {"NoStart", BackupStatus::no_start},
    {"Checking", BackupStatus::checking},
    {"Preparing", BackupStatus::preparing},
    {"Waiting", BackupStatus::waiting},
    {"Uploading", BackupStatus::uploading},
    {"Finished", BackupStatus::finished},
    {"Failed", BackupStatus::failed},
}};

constexpr Words<ProgressStatus, 6> kProgressStatuses{{
    {"NoStart", ProgressStatus::no_start},
    {"Preparing", ProgressStatus::preparing},
    {"Waiting", ProgressStatus::waiting},
    {"Uploading", ProgressStatus::uploading},
    {"Checking", ProgressStatus::checking},
    {"Finished", ProgressStatus::finished},
}};

constexpr Words<JobMode, 2> kJobModes{{
    {"Automated", JobMode::automated},
    {"Manual", JobMode::manual},
}};

constexpr Words<PlanKind, 5> kPlanKinds{{
    {"timed", PlanKind::timed},
    {"polls", PlanKind::polls},
    {"instant", PlanKind::instant},
    {"failing", PlanKind::failing},
    {"held", PlanKind::held},
}};

auto meaning(std::string_view word, auto const& words) {
    auto const row = std::ranges::find(words, word, [](auto const& pair) { return pair.first; });
    if (row == words.end()) throw std::invalid_argument{"no such word: " + std::string{word}};
    return row->second;
}

auto word_for(auto value, auto const& words) {
    auto const row = std::ranges::find(words, value, [](auto const& pair) { return pair.second; });
    return row->first;  // each value has one
}

}  // namespace

BackupStatus backup_status(std::string_view word) {
    return meaning(word, kBackupStatuses);
}

ProgressStatus progress_status(std::string_view word) {
    return meaning(word, kProgressStatuses);
}

JobMode job_mode(std::string_view word) {
    return meaning(word, kJobModes);
}

PlanKind plan_kind(std::string_view word) {
    return meaning(word, kPlanKinds);
}

Phase phase(std::string_view word) {
    auto const state = storage::kJobMachine.state(word);
    if (!state) throw std::invalid_argument{"no such word: " + std::string{word}};
    return storage::phase_of(*state);
}

std::string_view word(BackupStatus status) {
    return word_for(status, kBackupStatuses);
}

std::string_view word(ProgressStatus progress) {
    return word_for(progress, kProgressStatuses);
}

std::string_view word(JobMode mode) {
    return word_for(mode, kJobModes);
}

std::string_view word(PlanKind kind) {
    return word_for(kind, kPlanKinds);
}

std::string_view word(Phase phase) {
    return storage::kJobMachine.word(storage::state_of(phase));
}

std::string_view usual_progress(std::string_view status) {
    if (status == "Checking") return "NoStart";
    if (status == "Failed") return "Uploading";
    return status;
}

std::vector<std::string_view> progress_words_with(BackupStatus status) {
    std::vector<std::string_view> words;
    for (auto const& [word, progress] : kProgressStatuses) {
        if (storage::phase_showing(status, progress)) words.push_back(word);
    }
    return words;
}

}  // namespace rds::codec
