#pragma once

#include "server/program/command_line.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace rds {

// Returns what `healthcheck` is to look at: its own arguments and variables and, if process 1 is
// this program, as in a container, the arguments of that too. `process_1` is the file with its
// arguments, as proc(5) has it, and `program` the name that this process was started by.
CommandLine of_healthcheck(
    std::vector<std::string> const& arguments,
    Environment const& environment,
    std::string const& program,
    std::filesystem::path const& process_1 = "/proc/1/cmdline"
);

// Asks a running emulator whether it is ready, and says so; returns 0 if it is, else 1. Asks at the
// address on the command line, or at those that the options have it listen on. Takes two seconds at
// most. Throws Unusable if no address can be told.
int healthcheck(CommandLine const& line);

}  // namespace rds
