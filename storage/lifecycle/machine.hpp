// The lifecycles of resources: for each kind its states and the legal moves between them, as
// tables. States and kinds are stored as their numbers, so tables grow at their ends only.
#pragma once

#include "storage/instant.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// A kind of resource that has a lifecycle. Of moves that fall due together, those of the lower kind
// come first.
enum class Kind : std::uint8_t { instance = 0, job = 1 };

// A position in Machine::states.
using State = std::uint8_t;

// The name of an instance, the number of a job.
using ResourceId = std::variant<std::int64_t, std::string>;

// What an edge does beside setting the state, in which the resource stands by then. `now` is the
// instant of the move. May plan moves, of any resource, at that instant or later
// (Lifecycle::schedule()). Returns why the move cannot be, having changed nothing: the resource
// then goes back to where it was, and what was planned for it is dropped.
using Effect =
    std::optional<std::string> (*)(sqlite::Connection& database, ResourceId const& id, Instant now);

struct Edge {
    State from;
    State to;
    Effect effect = nullptr;
    bool keeps_moves = false;  // the effect plans and drops none: settling need not look again
};

// One kind's lifecycle. Immutable; any thread.
struct Machine {
    Kind kind;
    std::string_view name;                     // as paths and documents call the kind: "jobs"
    std::string_view noun;                     // of one, at the beginning of a sentence: "Job"
    std::span<std::string_view const> states;  // their words
    std::span<Edge const> edges;

    // Whether the states are passed in their order, so that a step leads to the next one and a plan
    // says in which it fails.
    bool is_line = false;

    // In which nothing is under way: what is planned there begins at once.
    std::span<State const> resting{};

    // Where a resource goes that fails in this state, having come from another one. Nothing: there
    // is nothing under way that could fail.
    std::optional<State> (*failed)(State in, State came_from);

    // Of the moves that a resource has made the last so many are kept. 0: all.
    std::int64_t history = 0;

    // SQL. Each statement is a constant.
    std::string_view find;       // takes the ID; gives state, whether it is held, whether polled
    std::string_view set_state;  // takes ID, new state, old state, instant
    std::string_view set_pace;   // takes ID, whether it is held, whether polled

    Edge const* edge(State from, State to) const;

    bool is_terminal(State state) const { return legal(state).empty(); }

    bool is_resting(State state) const;

    // The states that one move leads to, in the order of the table.
    std::vector<State> legal(State from) const;

    // The states that moves lead to, however many, in their order.
    std::vector<State> reachable(State from) const;

    // The fewest moves from one state to another: the states after `from`. Empty: there are none.
    std::vector<State> path(State from, State to) const;

    std::string_view word(State state) const { return states[state]; }

    // Nothing: no state has this word.
    std::optional<State> state(std::string_view word) const;
};

Machine const& machine_of(Kind kind);

// In the order of their kinds.
std::span<Machine const* const> machines();

}  // namespace rds::storage
