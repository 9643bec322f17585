// Every option that the program has, declared once.
#pragma once

#include "server/program/values.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rds::options {

struct Declaration {
    std::string_view name;         // "port-file": the flag is --port-file
    std::string_view placeholder;  // stands for the value in --help; empty for a switch
    std::string_view help;         // the line in --help
    Value value;
    // Its absence lets more callers in, so that an empty variable is refused: it counts as absent
    // elsewhere.
    bool guards = false;
    std::string Options::*source = nullptr;  // keeps who gave a value that is judged later
};

// What a user gave for an option, before it is read.
struct Given {
    std::string source;               // as the user knows it: "--port", "RDS_EMULATOR_PORT"
    std::vector<std::string> values;  // at least one
};

// By the name of the option.
using Source = std::map<std::string_view, Given>;

struct Group {
    std::string_view name;
    std::vector<Declaration> options;
};

// In the order of --help.
std::vector<Group> const& option_groups();

// Throws std::out_of_range if there is none of this name.
Declaration const& declaration_of(std::string_view name);

// "--port-file"
std::string flag(Declaration const& declaration);

// "RDS_EMULATOR_PORT_FILE"
std::string variable(Declaration const& declaration);

}  // namespace rds::options
