#include "server/control/journal/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

namespace rds::control {

namespace {

constexpr std::size_t kMostNear = 3;

using Near = Verdict::Near;
using Entries = std::vector<SharedEntry>;

// The positions of the calls that match.
std::vector<std::size_t> positions(Entries const& entries, Match const& match, Work& work) {
    std::vector<std::size_t> found;
    for (std::size_t position = 0; position < entries.size(); ++position) {
        if (match.holds(*entries[position], work)) found.push_back(position);
    }
    return found;
}

// Those that lack least, of these the newest; the ones that match are not among them.
std::vector<Near> nearest_misses(Entries const& entries, Match const& match, Work& work) {
    std::vector<std::pair<std::size_t, std::size_t>> misses;  // what one lacks, its age
    for (std::size_t age = 0; age < entries.size(); ++age) {
        auto const lacks = count_differences(match, *entries[entries.size() - 1 - age], work);
        if (lacks > 0) misses.emplace_back(lacks, age);
    }
    auto const count = std::min(kMostNear, misses.size());
    auto const end = misses.begin() + static_cast<std::ptrdiff_t>(count);
    std::partial_sort(misses.begin(), end, misses.end());
    misses.resize(count);
    std::vector<Near> nearest;
    for (auto const& [lacks, age] : misses) {
        auto const& entry = entries[entries.size() - 1 - age];
        nearest.push_back({entry, match.differences(*entry, work)});
    }
    return nearest;
}

// The last ones of these calls.
std::vector<Near> last(
    Entries const& entries,
    std::span<std::size_t const> found,
    std::size_t count,
    std::vector<std::string> const& differs = {}
) {
    std::vector<Near> all;
    for (auto const position : found.last(std::min({kMostNear, count, found.size()})))
        all.push_back({entries[position], differs});
    return all;
}

std::string calls(std::size_t count) {
    return count == 1 ? "1 call" : fmt::format("{} calls", count);
}

std::string wanted(Expectation const& expected) {
    if (!expected.most) return fmt::format("at least {}", expected.least);
    if (expected.least == *expected.most) return fmt::format("exactly {}", expected.least);
    return fmt::format("at most {}", *expected.most);
}

std::string cut_window(Journal::Window const& window) {
    if (window.dropped == 0) return {};
    return fmt::format(
        " The journal has dropped {} (--journal-entries, --journal-bytes).",
        calls(window.dropped)
    );
}

// Fails the first expectation whose calls did not come after those of the one before it. The
// earliest calls that will do leave most to those that follow.
void check_order(
    Journal::Window const& window,
    std::vector<Expectation> const& expectations,
    std::vector<std::vector<std::size_t>> const& found,
    Verdict& verdict
) {
    std::size_t from = 0;
    for (std::size_t index = 0; index < expectations.size(); ++index) {
        auto const least = expectations[index].least;
        std::span const all{found[index]};
        auto const early = std::ranges::lower_bound(all, from) - all.begin();
        auto const later = all.subspan(static_cast<std::size_t>(early));
        if (later.size() < least) {
            auto message = fmt::format(
                "Of {} wanted, {} came after {}, the last that was needed before.{}",
                calls(least),
                later.size(),
                window.entries[from - 1]->request_id,
                cut_window(window)
            );
            auto const before = all.first(static_cast<std::size_t>(early));
            auto near = last(window.entries, before, kMostNear, {"it came too early"});
            verdict.failures.push_back({index, std::move(message), all.size(), std::move(near)});
            return;
        }
        if (least > 0) from = later[least - 1] + 1;
    }
}

}  // namespace

Verdict verify(
    Journal::Window const& window,
    std::vector<Expectation> const& expectations,
    Order order,
    Work& work
) {
    Verdict verdict;
    std::vector<std::vector<std::size_t>> found;
    for (auto const& expected : expectations) {
        auto const& matching = found.emplace_back(positions(window.entries, expected.match, work));
        auto const index = verdict.counts.size();
        auto const count = verdict.counts.emplace_back(matching.size());
        auto const is_few = count < expected.least;
        if (!is_few && count <= expected.most.value_or(count)) continue;
        auto message = fmt::format(
            "{} matched, and there must be {}.{}",
            calls(count),
            wanted(expected),
            cut_window(window)
        );
        auto near = is_few ? nearest_misses(window.entries, expected.match, work)
                           : last(window.entries, matching, count - *expected.most);
        verdict.failures.push_back({index, std::move(message), count, std::move(near)});
    }
    // What is not there at all is in no order.
    if (order == Order::as_given && verdict.failures.empty())
        check_order(window, expectations, found, verdict);
    return verdict;
}

}  // namespace rds::control
