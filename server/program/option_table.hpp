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

    // "--port-file", "port-file", "FILE"
    std::string_view flag() const { return usage.substr(0, usage.find(' ')); }

    std::string_view name() const { return flag().substr(2); }

    std::string_view placeholder() const {
        return is_switch() ? "" : usage.substr(usage.find(' ') + 1);
    }

    bool is_switch() const { return usage.find(' ') == std::string_view::npos; }
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
extern std::vector<Group> const kOptionGroups;

}  // namespace rds::options
