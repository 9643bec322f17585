// Command lines and variables for the tests of options.
#pragma once

#include "server/program/command_line.hpp"
#include "storage/unusable.hpp"

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

namespace rds {

inline CommandLine
understood(std::vector<std::string> const& arguments, Environment const& environment = {}) {
    return std::get<CommandLine>(parse(arguments, environment));
}

inline Options
options_of(std::vector<std::string> const& arguments, Environment const& environment = {}) {
    return understood(arguments, environment).options;
}

// Returns the one line that a refused command line ends with.
inline std::string
refusal(std::vector<std::string> const& arguments, Environment const& environment = {}) {
    try {
        parse(arguments, environment);
    } catch (Unusable const& unusable) {
        std::string line = unusable.what();
        EXPECT_EQ(line.find('\n'), std::string::npos) << line;
        return line;
    }
    ADD_FAILURE() << "not refused";
    return {};
}

}  // namespace rds
