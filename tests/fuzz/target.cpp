#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace rds::fuzz {

void require(bool holds, std::string_view law) {
    if (holds) return;
    std::cerr << "broken: " << law << std::endl;  // NOLINT(performance-avoid-endl): the last words
    std::abort();
}

bool is_printable_line(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace rds::fuzz
