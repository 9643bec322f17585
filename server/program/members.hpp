#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rds::options {

// A member of an option file.
struct Member {
    std::string name;
    std::vector<std::string> values;  // one, or those of an array
    bool is_array = false;
    unsigned line = 0;
};

// The members of a TOML document, in order of name. Values are texts, numbers, true, false, dates,
// and arrays of these; tables and nested arrays are refused. Throws UsageError that begins with
// `file` and the line.
std::vector<Member> read_members(std::string_view text, std::string_view file);

}  // namespace rds::options
