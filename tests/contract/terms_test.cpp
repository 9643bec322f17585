// What the terms of an action say of its instance, asked of an instance in each state.
#include "tests/contract/every_action.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

using storage::InstanceState;

class ActionWithTerms : public EveryAction {
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

class ActionForStates : public ActionWithTerms {};

TEST_P(ActionForStates, RefusesEveryOtherState) {
    auto const& terms = action().terms;
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

class ActionForPrimaries : public ActionWithTerms {};

TEST_P(ActionForPrimaries, RefusesAReadOnlyInstance) {
    auto const& terms = action().terms;

    auto const answer = ask_after(R"({"readOnly": true})");

    EXPECT_EQ(answer.code(), terms.read_only->code);
    EXPECT_THAT(answer.hint(), testing::HasSubstr("read-only"));
}

class ActionForUnlocked : public ActionWithTerms {};

TEST_P(ActionForUnlocked, RefusesALockedInstance) {
    auto const& terms = action().terms;

    for (auto const* const mode : {"ManualLock", "LockByExpiration", "LockByDiskQuota"}) {
        auto const answer = ask_after(std::string{R"({"lockMode": ")"} + mode + "\"}");
        EXPECT_EQ(answer.code(), terms.locked->code) << mode;
        EXPECT_THAT(answer.hint(), testing::HasSubstr("Unlock"));
    }
    EXPECT_EQ(ask_after(R"({"lockMode": "Unlock"})").status(), 200);
}

class ActionWithoutBackup : public ActionWithTerms {};

TEST_P(ActionWithoutBackup, RefusesAnInstanceThatIsBackedUp) {
    kit::EmulatorUnderTest fresh{fixture_of(GetParam())};
    constexpr auto* kJob =
        R"({"instance": "rm-uf6wjk5xxxxxxx", "status": "Checking", "plan": "held"})";
    EXPECT_EQ(fresh.control("POST", "jobs", kJob).status(), 201);

    auto const answer = fresh.ask(plain_call());

    EXPECT_EQ(answer.code(), action().terms.backed_up->code);
    EXPECT_THAT(answer.hint(), testing::HasSubstr("backup"));
}

std::vector<std::string> names_where(bool (*holds)(api::InstanceTerms const& terms)) {
    auto const catalog = actions::catalog();
    std::vector<std::string> names;
    for (auto const& action : catalog.all()) {
        if (holds(action.terms)) names.emplace_back(action.name);
    }
    return names;
}

bool wants_states(api::InstanceTerms const& terms) {
    return !terms.states.empty();
}

bool wants_primaries(api::InstanceTerms const& terms) {
    return terms.read_only != nullptr;
}

INSTANTIATE_TEST_SUITE_P(
    Terms,
    ActionForStates,
    testing::ValuesIn(names_where(wants_states)),
    name_of_test
);

bool wants_unlocked(api::InstanceTerms const& terms) {
    return terms.locked != nullptr;
}

INSTANTIATE_TEST_SUITE_P(
    Terms,
    ActionForUnlocked,
    testing::ValuesIn(names_where(wants_unlocked)),
    name_of_test
);

bool wants_no_backup(api::InstanceTerms const& terms) {
    return terms.backed_up != nullptr;
}

INSTANTIATE_TEST_SUITE_P(
    Terms,
    ActionWithoutBackup,
    testing::ValuesIn(names_where(wants_no_backup)),
    name_of_test
);

INSTANTIATE_TEST_SUITE_P(
    Terms,
    ActionForPrimaries,
    testing::ValuesIn(names_where(wants_primaries)),
    name_of_test
);

}  // namespace

}  // namespace rds
