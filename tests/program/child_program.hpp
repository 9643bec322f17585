#pragma once

#include "tests/kit/folder.hpp"

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace rds::kit {

// The exit code when a bad option, fixture or database stops the start.
inline constexpr int kCannotStart = 2;

enum class Output : std::uint8_t {
    kept,       // in files
    abandoned,  // pipes whose reader has hung up before the program writes
    stuck,      // a pipe that is full and that nobody reads
};

// The program as a child process, its output in files of a folder of its own. Killed by its pid if
// a test leaves it running.
class ChildProgram {
  public:
    // `environment` entries ("NAME=value") are added to a nearly empty one. `standard_input` is a
    // descriptor of the caller's, who closes it.
    explicit ChildProgram(
        std::vector<std::string> arguments,
        std::vector<std::string> environment = {},
        Output output = Output::kept,
        int standard_input = 0
    );
    ~ChildProgram();
    ChildProgram(ChildProgram const&) = delete;
    ChildProgram& operator=(ChildProgram const&) = delete;

    // Waits until it has ended and returns its exit code; -1 if it is still there after
    // kPatience, 1000 + the signal's number if one ended it.
    int wait();

    // The port of the READY line; 0 if the program ends or kPatience passes first.
    std::uint16_t wait_until_ready();

    void signal(int number);

    // -1 once it is known to have ended.
    pid_t pid() const { return pid_; }

    std::string standard_output() const;
    std::string standard_error() const;

    // Waits for this text, since the log is written beside the answers. Returns all that is on
    // standard error by then.
    std::string standard_error_with(std::string_view text) const;

    std::filesystem::path const& folder() const { return folder_.path(); }

  private:
    bool has_ended();
    bool ends_within(std::chrono::seconds time);

    Folder folder_;
    int unread_ = -1;  // of the pipe that is stuck
    pid_t pid_ = -1;
    int last_signal_ = 0;
    int exit_code_ = -1;
};

}  // namespace rds::kit
