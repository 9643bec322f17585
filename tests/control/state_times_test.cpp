// How long reset, restore and load take: logged, not judged, since machines differ.
#include "tests/kit/control.hpp"
#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace rds {

namespace {

using kit::EmulatorUnderTest;

constexpr int kTimes = 50;

// As a test would have it: some instances and some jobs that have ended.
std::string usual_fixture() {
    std::string instances;
    std::string jobs;
    for (int i = 0; i < 10; ++i) {
        auto const* const comma = i == 0 ? "" : ",";
        instances += fmt::format(R"({}{{"id": "rm-{}", "databases": ["app"]}})", comma, i);
        jobs += fmt::format(
            R"({}{{"id": {}, "instance": "rm-{}", "status": "Finished", "startedAt": "-1d"}})",
            comma,
            100 + i,
            i
        );
    }
    return fmt::format(R"({{"instances": [{}], "backupJobs": [{}]}})", instances, jobs);
}

class StateTimes : public testing::TestWithParam<bool> {
  protected:
    Options options() const {
        Options options;
        if (GetParam()) options.data_dir = folder_.path().string();
        return options;
    }

    void log_time_of(char const* what, std::string const& method, std::string const& path) {
        auto const request = kit::control_request(method, path);
        auto const start = std::chrono::steady_clock::now();
        for (int i = 0; i < kTimes; ++i)
            ASSERT_EQ(emulator_.ask(request).status(), 200);
        auto const each = (std::chrono::steady_clock::now() - start) / kTimes;
        auto const text =
            std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(each).count());
        RecordProperty(what, text);
        GTEST_LOG_(INFO) << what << ": " << text << " us";
    }

    kit::Folder folder_;
    EmulatorUnderTest emulator_{usual_fixture(), options()};
};

INSTANTIATE_TEST_SUITE_P(Kept, StateTimes, testing::Bool(), [](auto const& kept) {
    return kept.param ? "InAFile" : "InMemory";
});

TEST_P(StateTimes, AreLogged) {
    emulator_.control("PUT", "snapshots/it");
    log_time_of("reset", "POST", "reset");
    log_time_of("save", "PUT", "snapshots/it");
    log_time_of("restore", "POST", "snapshots/it/restore");
    log_time_of("export", "GET", "export");
}

}  // namespace

}  // namespace rds
