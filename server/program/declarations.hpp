#pragma once

#include "server/emulator/options.hpp"

#include <span>
#include <string>
#include <string_view>

namespace rds::options {

// One option: its flag, variable, file member and line of help, and how its value is read.
struct Declaration {
    std::string_view name;      // flag and member: "port-file"
    std::string_view group;     // in --help
    std::string_view value;     // what stands for the value in --help; empty: a switch
    std::string_view help;      // the line in --help
    std::string_view expected;  // what a value must be, for messages: "a port from 0 to 65535"
    bool (*read)(std::string_view text, Options& options);  // false: not as expected
    bool is_list = false;  // several values, or one with commas; read() is called for each
    std::string_view excludes = {};          // the name of an option that cannot be given beside it
    std::string Options::*source = nullptr;  // keeps where a value came from that is judged later

    bool is_switch() const { return value.empty(); }
};

// In the order of --help.
std::span<Declaration const> declarations();

Declaration const* declaration_of(std::string_view name);

// "--port-file"
std::string flag(Declaration const& declaration);

// "RDS_EMULATOR_PORT_FILE"
std::string variable(Declaration const& declaration);

// The option that names the file; the one which the file cannot give.
inline constexpr std::string_view kConfig = "config";

}  // namespace rds::options
