// The laws' parameter: an action of the catalog, by name.
#pragma once

#include "server/actions/catalog.hpp"
#include "tests/kit/emulator_under_test.hpp"
#include "tests/kit/examples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace rds {

// The state in which the examples of this action succeed.
inline std::string_view fixture_of(std::string const& action) {
    auto const& fixtures = kit::Examples::all();
    auto const at = fixtures.find(action);
    if (at != fixtures.end()) return at->second;
    ADD_FAILURE() << "Nothing says in which state the examples of " << action
                  << " succeed: give its test file a kit::Examples (tests/kit/examples.hpp).";
    return "{}";
}

class EveryAction : public testing::TestWithParam<std::string> {
  protected:
    api::Action const& action() const { return *emulator_.catalog().find(GetParam()); }

    // The shortest call that is right: the required parameters with their examples.
    kit::Call plain_call() const { return call_without({}); }

    kit::Call call_without(std::string_view left_out) const {
        auto call = kit::call(GetParam());
        for (auto const& parameter : action().parameters) {
            if (!parameter.required || parameter.name == left_out) continue;
            call = std::move(call).with(parameter.name, parameter.example);
        }
        return call;
    }

    // A right call but for this value.
    kit::Call call_with(std::string_view name, std::string_view value) const {
        return call_without(name).with(name, value);
    }

    kit::EmulatorUnderTest emulator_{fixture_of(GetParam())};
};

inline std::vector<std::string> action_names() {
    auto const catalog = actions::catalog();
    std::vector<std::string> names;
    for (auto const& action : catalog.all())
        names.emplace_back(action.name);
    return names;
}

inline std::string name_of_test(testing::TestParamInfo<std::string> const& test) {
    return test.param;
}

}  // namespace rds
