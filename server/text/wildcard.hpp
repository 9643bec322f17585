#pragma once

#include <cstdint>
#include <string_view>

namespace rds::text {

enum class Case : std::uint8_t { heeded, ignored };

// Whether the whole text is as the pattern says: * stands for any characters, none as well, ? for
// one. Characters are those of UTF-8; case is ignored of ASCII letters alone. Takes time by the
// product of the two lengths, however many stars there are.
bool matches_wildcard(std::string_view text, std::string_view pattern, Case letter_case);

bool equals_ignoring_case(std::string_view left, std::string_view right);

}  // namespace rds::text
