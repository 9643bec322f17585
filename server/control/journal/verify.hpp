#pragma once

#include "server/control/journal/journal.hpp"
#include "server/control/journal/match.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace rds::control {

// How often calls of a kind must have come.
struct Expectation {
    Match match{};
    std::size_t least = 1;
    std::optional<std::size_t> most{};  // absent: any number
};

struct Verdict {
    // A call that speaks of why an expectation fails, and what it lacks.
    struct Near {
        SharedEntry entry;
        std::vector<std::string> differs;
    };

    struct Failure {
        std::size_t index = 0;  // of the expectation
        std::string message{};
        std::size_t count = 0;  // of matching calls
        std::vector<Near> nearest{};
    };

    std::vector<std::size_t> counts{};  // of matching calls, for each expectation
    std::vector<Failure> failures{};    // none: all is as expected
};

// In order: beside their numbers, there must be calls for each expectation, as many as it wants at
// least, after those for the one before it; others may have come between.
enum class Order : bool { any, as_given };

// Throws Work::Exhausted.
Verdict verify(
    Journal::Window const& window,
    std::vector<Expectation> const& expectations,
    Order order,
    Work& work
);

}  // namespace rds::control
