// What every fuzz target is made of. A target is one file that defines check(); libFuzzer's entry
// or the replay of its corpus is linked to it.
#pragma once

#include <string_view>

namespace rds::fuzz {

// Does with these bytes what a hostile client or file would have done, and requires what must hold
// whatever they are.
void check(std::string_view input);

// Ends the process if the law is broken, so that both entries show the input.
void require(bool holds, std::string_view law);

// One line of printable ASCII.
bool is_printable_line(std::string_view text);

}  // namespace rds::fuzz
