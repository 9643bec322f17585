#include "server/text/ascii.hpp"

#include <algorithm>

namespace rds::text {

namespace {

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Where the character after that at `at` begins.
std::size_t after_character(std::string_view text, std::size_t at) {
    do {
        ++at;
    } while (at < text.size() && continues_character(text[at]));
    return at;
}

}  // namespace

std::string lower_case(std::string_view text) {
    std::string all{text};
    std::ranges::transform(all, all.begin(), lower);
    return all;
}

std::size_t characters(std::string_view text) {
    return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, continues_character));
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t";
    auto const begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (auto at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
        parts.push_back(text.substr(0, at));
        text.remove_prefix(at + 1);
    }
    parts.push_back(text);
    return parts;
}

bool equals_ignoring_case(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, {}, lower, lower);
}

// Only the last star is ever gone back to: what an earlier one could take instead, that one can.
bool matches_wildcard(
    std::string_view text,
    std::string_view pattern,
    Case letter_case,
    std::size_t& steps
) {
    auto const same = [letter_case](char a, char b) {
        return a == b || (letter_case == Case::ignored && lower(a) == lower(b));
    };
    std::size_t at = 0;
    std::size_t in_pattern = 0;
    auto after_star = std::string_view::npos;
    std::size_t star_ends = 0;  // in the text
    for (; at < text.size(); ++steps) {
        if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
            after_star = ++in_pattern;
            star_ends = at;
        } else if (in_pattern < pattern.size() && pattern[in_pattern] == '?') {
            ++in_pattern;
            at = after_character(text, at);
        } else if (in_pattern < pattern.size() && same(text[at], pattern[in_pattern])) {
            ++in_pattern;
            ++at;
        } else if (after_star != std::string_view::npos) {
            in_pattern = after_star;
            star_ends = after_character(text, star_ends);
            at = star_ends;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

bool matches_wildcard(std::string_view text, std::string_view pattern, Case letter_case) {
    std::size_t steps = 0;
    return matches_wildcard(text, pattern, letter_case, steps);
}

bool is_instance_id(std::string_view id) {
    constexpr std::size_t kLongest = 64;
    if (id.empty() || id.size() > kLongest || id.front() == '-') return false;
    return std::ranges::all_of(id, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

bool holds_control(std::string_view text) {
    auto const is_ascii_control = [](unsigned char c) { return c < ' ' || c == '\x7F'; };
    if (std::ranges::any_of(text, is_ascii_control)) return true;
    // U+0080 to U+009F are 0xC2 and a byte that U+00A0 has greater.
    auto const is_other_control = [](unsigned char first, unsigned char second) {
        return first == 0xC2 && second < 0xA0;
    };
    return std::ranges::adjacent_find(text, is_other_control) != text.end();
}

}  // namespace rds::text
