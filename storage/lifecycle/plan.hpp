// How the moves of a lifecycle are spread over time. Pure.
#pragma once

#include "storage/fields/table.hpp"
#include "storage/lifecycle/machine.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace rds::storage {

enum class PlanKind : std::uint8_t {
    timed = 0,    // steps of equal length, `duration` in all
    polls = 1,    // each state is shown by `polls` polls
    instant = 2,  // at the end as soon as it begins
    failing = 3,  // as timed, but fails
    held = 4,     // as timed, held from the start
};

// Their words, by number.
inline constexpr auto kPlanKinds =
    std::to_array<std::string_view>({"timed", "polls", "instant", "failing", "held"});

// Those of them that have a duration. Each built-in plan is named after its kind.
inline constexpr auto kLastingPlans = std::to_array<std::string_view>({"timed", "failing", "held"});

// Whether a plan of this kind has a duration.
constexpr bool lasts(PlanKind kind) {
    return std::ranges::count(kLastingPlans, kPlanKinds.at(static_cast<std::size_t>(kind))) > 0;
}

struct Plan {
    std::string name;
    PlanKind kind = PlanKind::timed;
    // Of the whole run; 0 is instant (failing: fails at once). Absent: not said yet.
    std::optional<Duration> duration{};
    std::int32_t polls = 1;  // polls: by how many each state is shown, at least 1
    State fails_in = 4;      // failing, of a job: the phase, not a terminal one
    std::string reason{};    // failing: why, for the history

    bool operator==(Plan const&) const = default;
};

inline constexpr Rule kPlanName{
    .about = "A plan of this fixture, or the built-in timed, polls, instant, failing or held.",
    .title =
        "a plan's name of up to 64 letters, digits, hyphens or underscores, beginning with a "
        "letter",
    .name = "planName",
    .pattern = "^[A-Za-z][A-Za-z0-9_-]*$",
    .longest = 64,
};

inline constexpr Rule kReason{
    .about = "Why a job fails, for its history.",
    .name = "reason",
    .longest = 256,
};

// The named plans of one tenant.
Table const& plans_table();

// How many polls must show the state before the resource leaves it.
struct Polls {
    int left;

    bool operator==(Polls const&) const = default;
};

using When = std::variant<Instant, Duration, Polls>;

// A move to come: at an instant, so long after the release of a held resource, or by polls.
struct PlannedMove {
    State from;
    State to;
    When when;
    std::string why;

    bool operator==(PlannedMove const&) const = default;
};

// A move that was made.
struct Move {
    State from;
    State to;
    Instant at;
    std::string why;

    bool operator==(Move const&) const = default;

    // As it was planned.
    operator PlannedMove() const { return {from, to, at, why}; }
};

// The states that a lifecycle is to pass, and how a plan is spread over them.
struct Route {
    std::vector<State> states;    // after the one in which it stands
    int steps = 1;                // equal parts of the plan's duration, one before each move
    bool begins_at_once = false;  // the first move waits for nothing
    // Where the resource was before, to which a failure may lead back. Absent: nowhere else.
    std::optional<State> came_from{};
};

// The moves along the route, from `now` on, or, of a held plan, from the release on. A failing plan
// ends where the resource fails; none is made for a route without states.
std::vector<PlannedMove> planned_moves(
    Machine const& machine,
    State from,
    Route const& route,
    Plan const& plan,
    Instant now
);

// The same moves, held at `now` or released then.
std::vector<PlannedMove> held(std::vector<PlannedMove> moves, Instant now);
std::vector<PlannedMove> released(std::vector<PlannedMove> moves, Instant now);

// The plans that every tenant knows: timed, polls, instant, failing, held, lasting `duration` where
// they last.
std::vector<Plan> built_in_plans(Duration duration);

}  // namespace rds::storage
