// Unicode as the targets need it, written anew: what it judges must not be its own judge.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rds::fuzz {

// The characters of a text, or nothing if it is not UTF-8.
std::optional<std::u32string> characters_of(std::string_view utf8);

std::string utf8_of(std::u32string_view characters);

// Whether it is UTF-8 without control characters.
bool is_plain_text(std::string_view text);

}  // namespace rds::fuzz
