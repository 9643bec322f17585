// Every option that the program has, declared once.
#pragma once

#include "server/program/values.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rds::options {

struct Declaration {
    std::string_view usage;  // "--port-file FILE"; of a switch the flag alone
    std::string_view help;   // the line in --help
    Value value;
    // Its absence lets more callers in, so that an empty variable is refused: it counts as absent
    // elsewhere.
    bool guards = false;
    std::string Options::*source = nullptr;  // keeps who gave a value that is judged later

    std::string_view name() const;         // "port-file"
    std::string_view flag() const;         // "--port-file"
    std::string_view placeholder() const;  // "FILE"

    bool is_switch() const { return placeholder().empty(); }
};

// What a user gave for an option, before it is read.
struct Given {
    Declaration const* declaration;
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

// "RDS_EMULATOR_PORT_FILE"
std::string variable(Declaration const& declaration);

}  // namespace rds::options
