#include "storage/lifecycle/machine.hpp"

#include "storage/backups/backup_job.hpp"
#include "storage/instances/instances.hpp"

#include <algorithm>
#include <array>

namespace rds::storage {

namespace {

constexpr std::array<Machine const*, 2> kMachines{&kInstanceMachine, &kJobMachine};

}  // namespace

Machine const& machine_of(Kind kind) {
    return *kMachines.at(static_cast<std::size_t>(kind));
}

std::span<Machine const* const> machines() {
    return kMachines;
}

Edge const* Machine::edge(State from, State to) const {
    auto const found = std::ranges::find_if(edges, [from, to](Edge const& edge) {
        return edge.from == from && edge.to == to;
    });
    return found == edges.end() ? nullptr : &*found;
}

bool Machine::is_resting(State state) const {
    return std::ranges::find(resting, state) != resting.end();
}

std::vector<State> Machine::legal(State from) const {
    std::vector<State> all;
    for (auto const& edge : edges) {
        if (edge.from == from) all.push_back(edge.to);
    }
    return all;
}

std::vector<State> Machine::reachable(State from) const {
    std::vector<State> all;
    for (std::size_t state = 0; state < states.size(); ++state) {
        if (!path(from, static_cast<State>(state)).empty())
            all.push_back(static_cast<State>(state));
    }
    return all;
}

// Breadth first.
std::vector<State> Machine::path(State from, State to) const {
    std::vector<std::optional<State>> came_from(states.size());
    std::vector<State> seen{from};
    for (std::size_t i = 0; i < seen.size() && !came_from[to]; ++i) {
        for (auto const next : legal(seen[i])) {
            if (came_from[next]) continue;
            came_from[next] = seen[i];
            seen.push_back(next);
        }
    }
    std::vector<State> path;
    if (!came_from[to]) return path;
    auto state = to;
    do {
        path.push_back(state);
        state = *came_from[state];
    } while (state != from);
    std::ranges::reverse(path);
    return path;
}

std::optional<State> Machine::state(std::string_view word) const {
    auto const found = std::ranges::find(states, word);
    if (found == states.end()) return std::nullopt;
    return static_cast<State>(found - states.begin());
}

}  // namespace rds::storage
