#include "tests/contract/every_action.hpp"
#include "tests/kit/state_text.hpp"

#include <gmock/gmock.h>

namespace rds {

namespace {

class EveryParameter : public EveryAction {
  protected:
    // Asks, and checks what holds for every refusal: it changed nothing. Its fault is
    // declared, or the gateway would have answered the action's failure.
    kit::Answer ask_and_expect_nothing_changed(kit::Call const& call) {
        auto const before = kit::state_text(emulator_.state());
        auto answer = emulator_.ask(call);
        EXPECT_EQ(kit::state_text(emulator_.state()), before);
        return answer;
    }
};

TEST_P(EveryParameter, IsMissedWhereItIsRequiredWhetherAbsentOrEmpty) {
    for (auto const& parameter : as_given(action())) {
        if (!parameter.is_required) continue;
        for (auto const& call : {call_without(parameter.name), call_with(parameter, "")}) {
            auto const answer = ask_and_expect_nothing_changed(call);
            EXPECT_EQ(answer.status(), 400);
            EXPECT_EQ(answer.code(), "Missing" + parameter.name);
            EXPECT_EQ(answer.message(), parameter.name + " is mandatory for this action.");
        }
    }
}

TEST_P(EveryParameter, IsRefusedJustBeyondEachRuleWithADeclaredFaultAndAHintThatNamesIt) {
    for (auto const& parameter : as_given(action())) {
        for (auto const& rule : parameter.spec.rules) {
            for (auto const& value : rule.breaking) {
                SCOPED_TRACE(parameter.name + "=" + value);
                api::Fault const expected{*parameter.spec.when_invalid, parameter.name};

                auto const answer = ask_and_expect_nothing_changed(call_with(parameter, value));

                EXPECT_EQ(answer.status(), expected.status());
                EXPECT_EQ(answer.code(), expected.code());
                EXPECT_EQ(answer.message(), expected.message());
                EXPECT_THAT(answer.hint(), testing::StartsWith(parameter.name + " is "));
            }
        }
    }
}

// The handler may still refuse the value for what it means, but never with the rule's hint.
TEST_P(EveryParameter, PassesAtTheBoundaryOfEachRule) {
    for (auto const& parameter : as_given(action())) {
        for (auto const& rule : parameter.spec.rules) {
            for (auto const& value : rule.keeping) {
                SCOPED_TRACE(parameter.name + "=" + value);
                auto const keeps_all =
                    std::ranges::all_of(parameter.spec.rules, [&value](api::Rule const& each) {
                        return each.holds(value);
                    });
                if (!keeps_all) continue;
                kit::EmulatorUnderTest fresh{fixture_of(GetParam())};

                auto const answer = fresh.ask(call_with(parameter, value));

                EXPECT_THAT(
                    answer.hint(),
                    testing::Not(testing::HasSubstr("it must be " + rule.words))
                );
            }
        }
    }
}

TEST_P(EveryParameter, CountsItsLastValueWhenRepeated) {
    for (auto const& parameter : as_given(action())) {
        if (parameter.spec.rules.empty()) continue;
        auto const& rule = parameter.spec.rules.front();

        auto const wrong_last = emulator_.ask(
            call_with(parameter, parameter.spec.example).with(parameter.name, rule.breaking.front())
        );
        auto const right_last = emulator_.ask(
            call_with(parameter, rule.breaking.front()).with(parameter.name, parameter.spec.example)
        );

        EXPECT_EQ(
            wrong_last.code(),
            (api::Fault{*parameter.spec.when_invalid, parameter.name}.code())
        );
        EXPECT_THAT(right_last.hint(), testing::Not(testing::HasSubstr("it must be")));
    }
}

// What any value becomes is proved where it is read and written; this is that each parameter is
// read there.
TEST_P(EveryParameter, IsReadAsPlainTextAndNothingElse) {
    for (auto const& parameter : as_given(action())) {
        SCOPED_TRACE(parameter.name);
        auto const& name = parameter.name;
        auto const no_text = ask_and_expect_nothing_changed(call_with(parameter, "a\r\nX-Evil: 1"));
        EXPECT_EQ(no_text.code(), "InvalidParameters.Format");
        EXPECT_THAT(no_text.hint(), testing::HasSubstr(name));

        auto const before = kit::state_text(emulator_.state());
        auto const hostile = emulator_.ask(call_with(parameter, R"(' OR "1"='1'; --]]>&<a>)"));
        EXPECT_LT(hostile.status(), 500) << hostile.body();
        if (hostile.status() != 200) {
            EXPECT_EQ(kit::state_text(emulator_.state()), before);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Parameters,
    EveryParameter,
    testing::ValuesIn(action_names()),
    name_of_test
);

}  // namespace

}  // namespace rds
