#pragma once

#include "server/program/given.hpp"

#include <optional>
#include <string>
#include <variant>

namespace rds::options {

struct Arguments {
    Source source;
    std::optional<std::string> check_file;      // present: the command is check
    std::optional<std::string> health_address;  // present: the command is healthcheck; may be empty
};

// Text that the user asked for instead: the help or the version.
struct Answer {
    std::string text;
};

// Reads the command line. Throws UsageError.
std::variant<Arguments, Answer> read_arguments(int argc, char const* const* argv);

}  // namespace rds::options
