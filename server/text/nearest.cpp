#include "server/text/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace rds::text {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= left.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            auto const above = row[j];
            auto const replaced = diagonal + (lower(left[i - 1]) == lower(right[j - 1]) ? 0 : 1);
            row[j] = std::min({above + 1, row[j - 1] + 1, replaced});
            diagonal = above;
        }
    }
    return row.back();
}

bool begins_with(std::string_view name, std::string_view beginning) {
    auto const same = [](char left, char right) { return lower(left) == lower(right); };
    return name.size() >= beginning.size() &&
           std::ranges::equal(name.substr(0, beginning.size()), beginning, same);
}

std::optional<std::string_view> nearest(
    std::string_view name,
    std::span<std::string_view const> candidates,
    std::size_t most_edits
) {
    std::optional<std::string_view> best;
    auto fewest = most_edits + 1;
    for (auto const candidate : candidates) {
        auto const longer = std::max(candidate.size(), name.size());
        auto const shorter = std::min(candidate.size(), name.size());
        if (longer - shorter >= fewest) continue;
        if (auto const edits = edit_distance(name, candidate); edits < fewest) {
            fewest = edits;
            best = candidate;
        }
    }
    return best;
}

}  // namespace rds::text
