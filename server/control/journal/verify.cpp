#include "server/control/journal/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace rds::control {

namespace {

constexpr std::size_t kMostNear = 3;

using Near = Verdict::Near;
using Failure = Verdict::Failure;
using Entries = std::vector<SharedEntry>;

std::size_t count_matching(Entries const& entries, Match const& match, Work& work) {
    return static_cast<std::size_t>(std::ranges::count_if(entries, [&](auto const& entry) {
        return match.holds(*entry, work);
    }));
}

// Those that lack least, of these the newest; the ones that match are not among them.
std::vector<Near> nearest_misses(Entries const& entries, Match const& match, Work& work) {
    struct Miss {
        std::size_t lacks;
        std::size_t age;
    };

    std::vector<Miss> misses;
    for (std::size_t age = 0; age < entries.size(); ++age) {
        auto const lacks = count_differences(match, *entries[entries.size() - 1 - age], work);
        if (lacks > 0) misses.push_back({lacks, age});
    }
    auto const end =
        misses.begin() + static_cast<std::ptrdiff_t>(std::min(kMostNear, misses.size()));
    std::partial_sort(misses.begin(), end, misses.end(), [](Miss const& a, Miss const& b) {
        return std::pair{a.lacks, a.age} < std::pair{b.lacks, b.age};
    });
    std::vector<Near> nearest;
    for (auto miss = misses.begin(); miss != end; ++miss) {
        auto const& entry = entries[entries.size() - 1 - miss->age];
        nearest.push_back({entry, match.differences(*entry, work)});
    }
    return nearest;
}

// Those that are too many: the last ones.
std::vector<Near>
surplus(Entries const& entries, Match const& match, std::size_t count, Work& work) {
    std::vector<Near> found;
    for (auto at = entries.rbegin(); at != entries.rend() && found.size() < count; ++at) {
        if (match.holds(**at, work)) found.push_back({*at, {}});
    }
    std::ranges::reverse(found);
    return found;
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

class Examination {
  public:
    Examination(
        Journal::Window const& window,
        std::vector<Expectation> const& expectations,
        Work& work
    )
        : window_{window}, entries_{window.entries}, expectations_{expectations}, work_{work} {}

    Verdict verdict(Order order) {
        for (std::size_t index = 0; index < expectations_.size(); ++index)
            check_count(index);
        // What is not there at all is in no order.
        if (order == Order::as_given && verdict_.failures.empty()) check_order();
        return std::move(verdict_);
    }

  private:
    void check_count(std::size_t index) {
        auto const& expected = expectations_[index];
        auto const count = count_matching(entries_, expected.match, work_);
        verdict_.counts.push_back(count);
        auto const is_few = count < expected.least;
        if (!is_few && (!expected.most || count <= *expected.most)) return;
        auto near = is_few ? nearest_misses(entries_, expected.match, work_)
                           : surplus(
                                 entries_,
                                 expected.match,
                                 std::min(kMostNear, count - *expected.most),
                                 work_
                             );
        auto message = fmt::format(
            "{} matched, and there must be {}.{}",
            calls(count),
            wanted(expected),
            cut_window(window_)
        );
        verdict_.failures.push_back({index, std::move(message), count, std::move(near)});
    }

    // The earliest calls that will do leave most to those that follow.
    void check_order() {
        std::size_t from = 0;
        for (std::size_t index = 0; index < expectations_.size(); ++index) {
            auto const& [match, least, most] = expectations_[index];
            std::size_t found = 0;
            auto at = from;
            for (; at < entries_.size() && found < least; ++at) {
                if (match.holds(*entries_[at], work_)) ++found;
            }
            if (found < least) return fail_order(index, from, found);
            if (least > 0) from = at;
        }
    }

    void fail_order(std::size_t index, std::size_t from, std::size_t found) {
        auto const& match = expectations_[index].match;
        auto message = fmt::format(
            "Of {} wanted, {} came after {}, the last that was needed before.{}",
            calls(expectations_[index].least),
            found,
            entries_[from - 1]->request_id,
            cut_window(window_)
        );
        Entries const before{
            entries_.begin(),
            entries_.begin() + static_cast<std::ptrdiff_t>(from)};
        auto near = surplus(before, match, kMostNear, work_);
        for (auto& each : near)
            each.differs = {"it came too early"};
        verdict_.failures.push_back(
            {index, std::move(message), verdict_.counts[index], std::move(near)}
        );
    }

    Journal::Window const& window_;
    Entries const& entries_;
    std::vector<Expectation> const& expectations_;
    Work& work_;
    Verdict verdict_{};
};

}  // namespace

Verdict verify(
    Journal::Window const& window,
    std::vector<Expectation> const& expectations,
    Order order,
    Work& work
) {
    return Examination{window, expectations, work}.verdict(order);
}

}  // namespace rds::control
