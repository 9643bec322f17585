// What one source (the command line, the environment, the file) gave, before it is understood.
#pragma once

#include "server/emulator/options.hpp"

#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace rds::options {

// The user gave something that cannot be used. what() is one line without the program's name.
class UsageError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

struct Given {
    std::string source;  // as the user knows it: "--port", "RDS_EMULATOR_PORT", "rds.toml:3: port"
    std::vector<std::string> values;  // at least one
};

// By the option's name.
using Source = std::map<std::string_view, Given>;

// Fills options from sources, the strongest first: an option's value is that of the strongest
// source that gives it. Two options that exclude each other are one choice, which the strongest
// source makes; only a source that gives both is refused. Throws UsageError.
Options choose(std::span<Source const> sources);

// ", did you mean "port"?" or nothing.
std::string did_you_mean(std::string_view name, std::span<std::string_view const> candidates);

}  // namespace rds::options
