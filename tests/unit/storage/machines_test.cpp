// Laws of every machine.
#include "storage/backups/backup_job.hpp"
#include "storage/instances/instances.hpp"

#include <gmock/gmock.h>

#include <numeric>
#include <set>

namespace rds::storage {
namespace {

class EveryMachine : public testing::TestWithParam<Machine const*> {
  protected:
    std::vector<State> states() const {
        std::vector<State> all(machine_.states.size());
        std::iota(all.begin(), all.end(), State{0});
        return all;
    }

    Machine const& machine_ = *GetParam();
};

INSTANTIATE_TEST_SUITE_P(
    Machines,
    EveryMachine,
    testing::ValuesIn(machines().begin(), machines().end()),
    [](auto const& suite) { return std::string{suite.param->name}; }
);

TEST_P(EveryMachine, IsFoundByItsKind) {
    EXPECT_EQ(&machine_of(machine_.kind), &machine_);
}

TEST_P(EveryMachine, HasAWordForEachState) {
    std::set<std::string_view> const words{machine_.states.begin(), machine_.states.end()};
    EXPECT_EQ(words.size(), machine_.states.size());
    for (std::size_t i = 0; i < machine_.states.size(); ++i)
        EXPECT_EQ(machine_.state(machine_.states[i]), static_cast<State>(i));
    EXPECT_EQ(machine_.state("No state at all"), std::nullopt);
}

TEST_P(EveryMachine, HasEachEdgeOnceAndNoneOnTheSpot) {
    std::set<std::pair<State, State>> seen;
    for (auto const& edge : machine_.edges) {
        EXPECT_LT(edge.from, machine_.states.size());
        EXPECT_LT(edge.to, machine_.states.size());
        EXPECT_NE(edge.from, edge.to);
        EXPECT_TRUE(seen.emplace(edge.from, edge.to).second);
        EXPECT_EQ(machine_.edge(edge.from, edge.to), &edge);
    }
}

TEST_P(EveryMachine, FailsAlongALegalMove) {
    for (auto const& edge : machine_.edges) {
        auto const failed = machine_.failed(edge.to, edge.from);
        if (failed) {
            EXPECT_NE(machine_.edge(edge.to, *failed), nullptr) << machine_.word(edge.to);
        }
    }
}

TEST_P(EveryMachine, FindsTheFewestMovesToWhatItReaches) {
    for (auto const from : states()) {
        for (auto const to : machine_.reachable(from)) {
            auto const path = machine_.path(from, to);
            ASSERT_FALSE(path.empty());
            EXPECT_EQ(path.back(), to);
            auto state = from;
            for (auto const next : path) {
                EXPECT_NE(machine_.edge(state, next), nullptr);
                state = next;
            }
            if (machine_.edge(from, to) != nullptr) {
                EXPECT_EQ(path.size(), 1U);
            }
        }
        EXPECT_EQ(machine_.is_terminal(from), machine_.reachable(from).empty());
    }
}

TEST_P(EveryMachine, ThatIsALineLeadsToTheNextStateFirst) {
    if (!machine_.is_line) return;
    for (auto const from : states()) {
        if (!machine_.is_terminal(from)) {
            EXPECT_EQ(machine_.legal(from).front(), from + 1);
        }
    }
}

}  // namespace
}  // namespace rds::storage
