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
    std::optional<ListenAddress> health_address;  // of Command::healthcheck
    Options options;                              // of Command::check with the fixture to check
    std::vector<std::string> warnings;            // a line each, for the log
};

// Returns what the user asks for by arguments, without the program's name, and by RDS_EMULATOR_*
// variables; or the help or the version, as complete lines, if that is what the user asks for. Of
// an option that is given twice the argument counts alone, and lists are not joined. Throws
// Unusable.
std::variant<CommandLine, std::string>
parse(std::vector<std::string> const& arguments, Environment const& environment);

}  // namespace rds
