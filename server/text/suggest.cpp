#include "server/text/suggest.hpp"

#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace rds::text {

namespace {

constexpr std::size_t kMostListed = 20;
constexpr std::size_t kFew = 5;

// A fixture may name thousands of instances.
constexpr std::size_t kMostCompared = 1000;

// Two edits make any two-letter word of any other.
std::size_t most_edits(std::string_view name) {
    return name.size() < 5 ? 1 : 2;
}

// The one name of which a beginning was given, such as Throttling.User for Throttling.
std::optional<std::string_view>
completion(std::string_view beginning, std::vector<std::string_view> const& known) {
    if (beginning.empty()) return std::nullopt;
    auto const is_it = [beginning](std::string_view name) {
        return equals_ignoring_case(name.substr(0, beginning.size()), beginning);
    };
    auto const at = std::ranges::find_if(known, is_it);
    if (at == known.end() || std::any_of(at + 1, known.end(), is_it)) return std::nullopt;
    return *at;
}

}  // namespace

// Only the cells that lie within `most` of the diagonal can hold as little.
std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t most) {
    auto const beyond = most + 1;
    if (std::max(left.size(), right.size()) - std::min(left.size(), right.size()) > most)
        return beyond;
    std::vector<std::size_t> row(right.size() + 1, beyond);
    for (std::size_t j = 0; j < std::min(beyond, row.size()); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        auto const first = i > most ? i - most : 1;
        auto const last = std::min(right.size(), i + most);
        auto diagonal = row[first - 1];
        row[first - 1] = first == 1 ? std::min(i, beyond) : beyond;
        auto fewest = row[first - 1];
        for (auto j = first; j <= last; ++j) {
            auto const above = row[j];
            auto const replaced = diagonal + (lower(left[i - 1]) == lower(right[j - 1]) ? 0 : 1);
            row[j] = std::min({above + 1, row[j - 1] + 1, replaced, beyond});
            fewest = std::min(fewest, row[j]);
            diagonal = above;
        }
        if (fewest > most) return beyond;
    }
    return row.back();
}

std::optional<std::string_view> nearest(
    std::string_view name,
    std::span<std::string_view const> candidates,
    std::size_t most_edits
) {
    std::optional<std::string_view> best;
    auto fewest = most_edits + 1;
    for (auto const candidate : candidates) {
        if (fewest == 0) break;
        auto const edits = edit_distance(name, candidate, fewest - 1);
        if (edits >= fewest) continue;
        fewest = edits;
        best = candidate;
    }
    return best;
}

std::vector<std::string_view>
nearest_few(std::string_view name, std::span<std::string_view const> candidates, std::size_t most) {
    constexpr std::size_t kMostEdits = 16;  // all that are further away are equally far
    std::vector<std::pair<std::size_t, std::string_view>> by_edits;
    for (auto const candidate : candidates.first(std::min(candidates.size(), kMostCompared)))
        by_edits.emplace_back(edit_distance(name, candidate, kMostEdits), candidate);
    std::ranges::stable_sort(by_edits, {}, &std::pair<std::size_t, std::string_view>::first);
    by_edits.resize(std::min(by_edits.size(), most));
    std::vector<std::string_view> nearest;
    nearest.reserve(by_edits.size());
    for (auto const& [edits, candidate] : by_edits)
        nearest.push_back(candidate);
    return nearest;
}

std::string quoted_list(std::vector<std::string_view> const& names, std::string_view conjunction) {
    std::vector<std::string> shown;
    shown.reserve(names.size());
    for (auto const name : names)
        shown.push_back(quoted(name));
    return joined(shown, conjunction);
}

std::string has_names(std::vector<std::string> const& names, std::size_t count) {
    constexpr std::size_t kMostShown = 8;
    if (names.empty()) return "has none at all";
    std::vector<std::string> shown{
        names.begin(),
        names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), kMostShown))};
    if (count > kMostShown) shown.push_back(fmt::format("{} more", count - kMostShown));
    return "has " + joined(shown, "and");
}

std::string near_name(std::string_view name, std::vector<std::string_view> const& known) {
    auto near = nearest(name, known, most_edits(name));
    if (!near) near = completion(name, known);
    return near ? fmt::format("; did you mean {}?", quoted(*near)) : "";
}

std::string sentence(std::string message) {
    if (!message.ends_with('?')) message += '.';
    return message;
}

std::string near_or_known(std::string_view name, std::vector<std::string_view> const& known) {
    if (known.empty()) return "; there is none";
    if (auto near = near_name(name, known); !near.empty()) return near;
    if (known.size() > kMostListed) {
        return fmt::format(
            "; the nearest of {} are {}",
            known.size(),
            quoted_list(nearest_few(name, known, kFew), "and")
        );
    }
    return fmt::format("; known: {}", quoted_list(known, "and"));
}

}  // namespace rds::text
