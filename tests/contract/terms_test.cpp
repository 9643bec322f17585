// What the terms of an action say of its instance, asked of an instance in each state.
#include "tests/contract/every_action.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using storage::InstanceState;

class EveryTerm : public EveryAction {
  protected:
    // The plain call's answer once its instance is as `change` makes it.
    kit::Answer ask_after(auto const& change) {
        kit::EmulatorUnderTest fresh{fixture_of(GetParam())};
        auto const& spec =
            *std::ranges::find(action().parameters, "DBInstanceId", &api::ParameterSpec::name);
        auto const path = "instances/" + std::string{spec.example};
        EXPECT_EQ(fresh.control("PATCH", path, change).status(), 200) << change;
        return fresh.ask(plain_call());
    }
};

TEST_P(EveryTerm, OfStatesRefusesEveryOther) {
    auto const& terms = action().terms;
    if (terms.states.empty()) GTEST_SKIP() << "any state will do";
    for (std::size_t i = 0; i < storage::kInstanceStates.size(); ++i) {
        auto const state = static_cast<InstanceState>(i);
        auto const word = std::string{storage::word(state)};
        auto const answer = ask_after(R"({"status": ")" + word + "\"}");

        if (std::ranges::find(terms.states, state) != terms.states.end()) {
            EXPECT_EQ(answer.status(), 200) << word;
        } else {
            EXPECT_EQ(answer.code(), terms.other_state->code) << word;
            EXPECT_THAT(answer.hint(), testing::HasSubstr(word));
        }
    }
}

TEST_P(EveryTerm, OfReadOnlyInstancesRefusesThem) {
    auto const& terms = action().terms;
    if (terms.read_only == nullptr) GTEST_SKIP() << "a read-only instance will do";

    auto const answer = ask_after(R"({"readOnly": true})");

    EXPECT_EQ(answer.code(), terms.read_only->code);
    EXPECT_THAT(answer.hint(), testing::HasSubstr("read-only"));
}

INSTANTIATE_TEST_SUITE_P(Terms, EveryTerm, testing::ValuesIn(action_names()), name_of_test);

}  // namespace

}  // namespace rds
