#pragma once

#include "storage/instant.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::api {

// What a parameter's text must be: a test, the words for it, and samples on both sides. Hints,
// documentation and the contract tests all come from here, so they cannot drift apart.
struct Rule {
    std::function<bool(std::string_view)> holds;
    std::string words;                  // "at most 64 characters": follows "it must be"
    std::vector<std::string> keeping;   // texts at the boundary that pass
    std::vector<std::string> breaking;  // texts just beyond it that do not
};

// Whole numbers are `-?(0|[1-9][0-9]*)`, decimal, in range.
Rule whole_number(std::int64_t least, std::int64_t most);
Rule one_of(std::vector<std::string_view> choices);
Rule ascii();
Rule at_most_characters(std::size_t most);
Rule characters(std::size_t least, std::size_t most);

// From one to so many ASCII letters, digits and these characters beside them, such as "-_".
Rule plain_name(std::size_t longest, std::string_view beside);

// The name of a database or an account: 2 to `longest` characters, each a letter, a digit or a
// character of `beside`. The name begins with a letter and ends with a letter or a digit.
enum class Capitals : bool { refused, allowed };
Rule engine_name(std::size_t longest, std::string_view beside, Capitals capitals);

// From 8 to 32 letters, digits and !@#$%^&*()_+-=, of at least three of the kinds upper case, lower
// case, digit and other.
Rule password();

// An IP address, or a block such as 10.0.0.0/8.
Rule address();
Rule address_or_block();

// One to `most` texts, separated by commas, of which each keeps `rule`.
Rule comma_list(Rule const& rule, std::size_t most);
std::vector<std::string> split_at_commas(std::string_view list);

// A time in UTC, to the second (2026-01-02T03:04:05Z) or to the minute (2026-01-02T03:04Z).
Rule time_to_second();
Rule time_to_minute();
// A span of the day in UTC, such as 18:00Z-22:00Z.
Rule time_of_day_span();
storage::Instant parse_time(std::string_view text);

// Whose members are texts, numbers, booleans or null.
Rule json_object();

// -1, or from least to most.
Rule minus_one_or_between(std::int64_t least, std::int64_t most);

// The number, if the text is one in range.
bool parse_whole_number(std::string_view text, std::int64_t& number);

}  // namespace rds::api
