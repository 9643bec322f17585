#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace rds::text {

// The number of single-character insertions, deletions and replacements between two names, case
// ignored.
std::size_t edit_distance(std::string_view left, std::string_view right);

// Case ignored.
bool begins_with(std::string_view name, std::string_view beginning);

// The candidate closest to `name`, if it is within `most_edits`; the first of equals. For "did you
// mean ...?".
std::optional<std::string_view> nearest(
    std::string_view name,
    std::span<std::string_view const> candidates,
    std::size_t most_edits
);

}  // namespace rds::text
