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

// A parameter as a call gives it: a repeated one as its first element, such as Tag.1.Key.
struct GivenParameter {
    std::string name;
    api::ParameterSpec spec;   // of the parameter, or of a member of its elements
    std::string element{};     // "Tag.1.": what its siblings begin with; empty: it has none
    bool is_required = false;  // in every call, not only in an element that is given
};

inline std::vector<GivenParameter> as_given(api::Action const& action) {
    std::vector<GivenParameter> all;
    for (auto const& spec : action.parameters) {
        auto const name = std::string{spec.name};
        if (spec.most_elements == 0) all.push_back({name, spec, {}, spec.required});
        if (spec.most_elements > 0 && spec.members.empty())
            all.push_back({name + ".1", spec, {}, spec.required});
        for (auto const& member : spec.members) {
            if (spec.most_elements == 0) continue;  // one text gives all members
            auto const element = name + ".1.";
            auto const is_required = spec.required && member.required;
            all.push_back({element + std::string{member.name}, member, element, is_required});
        }
    }
    return all;
}

class EveryAction : public testing::TestWithParam<std::string> {
  protected:
    api::Action const& action() const { return *emulator_.catalog().find(GetParam()); }

    // The shortest call that is right: the required parameters with their examples.
    kit::Call plain_call() const { return call_without({}); }

    kit::Call call_without(std::string_view left_out) const {
        auto call = kit::call(GetParam());
        for (auto const& parameter : as_given(action())) {
            if (parameter.is_required && parameter.name != left_out)
                call = std::move(call).with(parameter.name, parameter.spec.example);
        }
        return call;
    }

    // A right call but for this value.
    kit::Call call_with(GivenParameter const& parameter, std::string_view value) const {
        auto call = call_without(parameter.name);
        for (auto const& other : as_given(action())) {
            auto const is_sibling = !other.element.empty() && other.element == parameter.element;
            if (is_sibling && other.spec.required && other.name != parameter.name)
                call = std::move(call).with(other.name, other.spec.example);
        }
        return std::move(call).with(parameter.name, value);
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
