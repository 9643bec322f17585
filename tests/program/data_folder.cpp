#include "tests/program/data_folder.hpp"

#include "tests/program/database.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace rds::kit {

namespace {

constexpr std::string_view kLockFile = "rds-emulator.lock";
constexpr std::string_view kIndexSuffix = "-shm";

// Each finds the jobs that break one rule.
constexpr auto kBrokenRules = std::to_array<std::string_view>({
    // moves are counted from 1 without a gap
    "SELECT id FROM moves WHERE kind = 1 GROUP BY id "
    "HAVING MIN(seq) <> 1 OR MAX(seq) <> COUNT(*)",
    // the first leaves the first phase
    "SELECT id FROM moves WHERE kind = 1 AND seq = 1 AND from_state <> 0",
    // each begins where the one before it ended, not earlier, and is made after it
    "SELECT later.id FROM moves AS later JOIN moves AS earlier "
    "ON earlier.kind = later.kind AND earlier.id = later.id AND earlier.seq = later.seq - 1 "
    "WHERE later.from_state <> earlier.to_state OR later.at < earlier.at "
    "OR later.settled > earlier.settled",
    // to the next phase, or to failed
    "SELECT id FROM moves WHERE kind = 1 AND to_state <> from_state + 1 AND to_state <> 7",
    // the job stands where the moves that were made have led it
    "SELECT id FROM backup_jobs AS job WHERE phase <> COALESCE("
    "(SELECT to_state FROM moves WHERE kind = 1 AND id = job.id AND settled = 1 "
    "ORDER BY seq DESC LIMIT 1), 0)",
    // nothing is planned for one that has ended
    "SELECT job.id FROM backup_jobs AS job JOIN moves ON kind = 1 AND moves.id = job.id "
    "WHERE phase >= 6 AND settled = 0",
    // no ID is ahead of its counter, which would give it again
    "SELECT id FROM backup_jobs, last_ids WHERE id > backup_job OR backup_id > backup",
});

void expect_whole_file(std::filesystem::path const& file) {
    Database database{file};
    auto const name = file.filename().string();
    EXPECT_EQ(database.column("PRAGMA integrity_check"), std::vector<std::string>{"ok"}) << name;
    EXPECT_EQ(database.column("PRAGMA foreign_key_check"), std::vector<std::string>{}) << name;
    for (auto const rule : kBrokenRules) {
        EXPECT_EQ(database.column(std::string{rule}), std::vector<std::string>{})
            << name << ", jobs found by: " << rule;
    }
}

}  // namespace

std::vector<std::string>
keeping_in(std::filesystem::path const& data, std::vector<std::string> const& more) {
    std::vector<std::string>
        arguments{"--port", "0", "--listen", "127.0.0.1", "--data-dir", data.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

std::vector<std::string>
quietly_keeping_in(std::filesystem::path const& data, std::vector<std::string> const& more) {
    auto arguments = keeping_in(data, more);
    arguments.insert(arguments.end(), {"--log-format", "json", "--log-level", "warn"});
    return arguments;
}

std::map<std::string, std::string> contents(std::filesystem::path const& folder) {
    std::map<std::string, std::string> files;
    for (auto const& entry : std::filesystem::recursive_directory_iterator{folder}) {
        auto const name = entry.path().lexically_relative(folder).string();
        if (name == kLockFile || name.ends_with(kIndexSuffix)) continue;
        if (entry.is_directory()) {
            files[name];
            continue;
        }
        std::ifstream file{entry.path(), std::ios::binary};
        files[name] = {std::istreambuf_iterator<char>{file}, {}};
    }
    return files;
}

void expect_whole(std::filesystem::path const& data) {
    Folder const copies;
    for (auto const& [name, content] : contents(data)) {
        std::ofstream{copies.path() / name, std::ios::binary} << content;
    }
    for (auto const& entry : std::filesystem::directory_iterator{data}) {
        if (entry.path().extension() != ".db") continue;
        expect_whole_file(copies.path() / entry.path().filename());
    }
}

}  // namespace rds::kit
