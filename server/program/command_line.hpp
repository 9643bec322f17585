#pragma once

#include "server/emulator/options.hpp"
#include "server/program/environment.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace rds {

enum class Command : std::uint8_t {
    serve,  // without a name on the command line
    check,
    healthcheck,
};

struct CommandLine {
    Command command = Command::serve;
    std::string check_file;                       // of Command::check
    std::optional<ListenAddress> health_address;  // of Command::healthcheck
    Options options;
    std::vector<std::string> warnings;  // a line each, for the log
};

// The program is to end at once.
struct Exit {
    int code = 0;
    std::string text;  // complete lines: for standard output if the code is 0, else standard error
};

// What the user asked for: flags over RDS_EMULATOR_* variables over the file that --config names.
// Of an option given by several of them the strongest counts alone; lists are never joined. Reads
// that file and nothing else.
std::variant<CommandLine, Exit>
parse(int argc, char const* const* argv, Environment const& environment);

}  // namespace rds
