#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rds::text {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Changes ASCII letters alone.
constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower_case(std::string_view text);

constexpr char other_case(char c) {
    return is_letter(c) ? static_cast<char>(c ^ ('a' ^ 'A')) : c;
}

// How many characters of UTF-8 there are; a byte that belongs to none counts as one.
std::size_t characters(std::string_view text);

enum class Case : std::uint8_t { heeded, ignored };

// Whether the whole text is as the pattern says: * stands for any characters, none as well, ? for
// one. Characters are those of UTF-8; case is ignored of ASCII letters alone. Takes at most as many
// steps as the product of the two lengths, however many stars there are.
bool matches_wildcard(std::string_view text, std::string_view pattern, Case letter_case);

// Adds the steps that it took to `steps`.
bool matches_wildcard(
    std::string_view text,
    std::string_view pattern,
    Case letter_case,
    std::size_t& steps
);

// Whether a text of UTF-8 holds a control character: U+0000 to U+001F or U+007F to U+009F.
bool holds_control(std::string_view text);

// Without spaces and tabs at either end.
std::string_view trimmed(std::string_view text);

// What stands before, between and behind the separators: one part more than there are separators.
std::vector<std::string_view> split(std::string_view text, char separator);

bool equals_ignoring_case(std::string_view left, std::string_view right);

// Whether an instance may be called so: 1 to 64 letters, digits and '-', the first no '-'. A test
// holds the fixtures' schema to the same.
bool is_instance_id(std::string_view id);

}  // namespace rds::text
