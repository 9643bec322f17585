// The part of TOML that a list of options needs: `name = value` lines and comments. CLI11's own
// reader cuts a text at a '#' within it and knows no escapes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rds::options {

struct Member {
    std::string name;
    std::vector<std::string> values;  // one, or those of an array
    bool is_array = false;
    int line = 0;
};

// Values are "texts", 'literal texts', numbers, true, false, dates, and arrays of these. Tables,
// dotted names, nested arrays and multi-line texts are refused, as is a name given twice. Throws
// UsageError that begins with `file` and the line.
std::vector<Member> read_flat_toml(std::string_view text, std::string_view file);

}  // namespace rds::options
