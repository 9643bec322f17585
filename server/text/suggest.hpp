#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rds::text {

// Counts the single-character insertions, deletions and replacements between two names, case
// ignored; `most` + 1 stands for all above `most`. Takes time by the product of one length and
// `most`.
std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t most);

// The candidate closest to `name`, if it is within `most_edits`; the first of equals. For "did you
// mean ...?".
std::optional<std::string_view> nearest(
    std::string_view name,
    std::span<std::string_view const> candidates,
    std::size_t most_edits
);

// The candidates that are nearest to `name`, the nearest first; at most so many.
std::vector<std::string_view>
nearest_few(std::string_view name, std::span<std::string_view const> candidates, std::size_t most);

// What was probably meant by `name`, as the end of a message; empty if nothing is near.
std::string near_name(std::string_view name, std::vector<std::string_view> const& known);

// The same, but all that are known if nothing is near, or, of many, the nearest five.
std::string near_or_known(std::string_view name, std::vector<std::string_view> const& known);

// A message that ends with one of these, ended.
std::string sentence(std::string message);

// `"a", "b" or "c"`, the last word being `conjunction`.
std::string quoted_list(std::vector<std::string_view> const& names, std::string_view conjunction);

// Some of these names, of so many in all, as a sentence ends: "has rm-a, rm-b and 7 more".
std::string has_names(std::vector<std::string> const& names, std::size_t count);

}  // namespace rds::text
