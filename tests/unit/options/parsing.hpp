// Command lines, variables and files for the tests of options.
#pragma once

#include "server/program/command_line.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <variant>
#include <vector>

namespace rds {

inline std::variant<CommandLine, Exit>
parse_line(std::vector<std::string> const& arguments, Environment const& environment = {}) {
    std::vector<char const*> argv{"rds-emulator"};
    for (auto const& argument : arguments)
        argv.push_back(argument.c_str());
    return parse(static_cast<int>(argv.size()), argv.data(), environment);
}

// Of a command line that is understood.
inline CommandLine
understood(std::vector<std::string> const& arguments, Environment const& environment = {}) {
    auto result = parse_line(arguments, environment);
    if (auto const* const exit = std::get_if<Exit>(&result)) {
        ADD_FAILURE() << exit->text;
        return {};
    }
    return std::get<CommandLine>(std::move(result));
}

inline Options
options_of(std::vector<std::string> const& arguments, Environment const& environment = {}) {
    return understood(arguments, environment).options;
}

// The line that a refused command line ends with.
inline std::string
refusal(std::vector<std::string> const& arguments, Environment const& environment = {}) {
    auto const result = parse_line(arguments, environment);
    auto const* const exit = std::get_if<Exit>(&result);
    if (exit == nullptr) return "not refused";
    EXPECT_EQ(exit->code, 2);
    return exit->text;
}

// A file that exists as long as this does.
class TemporaryFile {
  public:
    explicit TemporaryFile(std::string const& text)
        : path_{
              std::filesystem::path{testing::TempDir()} /
              ("options-" + std::to_string(::getpid()) + ".toml")} {
        std::ofstream{path_, std::ios::binary} << text;
    }

    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    TemporaryFile(TemporaryFile const&) = delete;
    TemporaryFile& operator=(TemporaryFile const&) = delete;

    std::string path() const { return path_.string(); }

  private:
    std::filesystem::path path_;
};

}  // namespace rds
