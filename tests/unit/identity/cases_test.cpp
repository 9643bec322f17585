// What RAM must answer: the files of cases/.
#include "tests/unit/identity/cases.hpp"

#include "server/identity/decide.hpp"
#include "server/identity/policy.hpp"
#include "server/json/node.hpp"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace rds::identity {

namespace {

using json::view;

struct Case {
    std::string name;
    Principal principal{.kind = Principal::Kind::user, .tenant = "1000000000000000"};
    Question question{};
    bool is_allowed = false;
    std::string why{};
    bool is_documented = false;
};

std::ostream& operator<<(std::ostream& out, Case const& one) {
    return out << one.name;
}

Case read_case(std::string const& topic, rapidjson::Value const& value) {
    Case one;
    one.name = topic + '_' + value["name"].GetString();
    for (auto const& policy : value["policies"].GetArray()) {
        auto const index = one.principal.policies.size();
        auto const pointer = "/policies/" + std::to_string(index);
        one.principal.policies.push_back(parse_policy(json::Node{policy, topic, pointer}));
    }
    one.question.action = value["action"].GetString();
    one.question.resource = value["resource"].GetString();
    for (auto const& condition : value["conditions"].GetObject()) {
        one.question.conditions.emplace(view(condition.name), view(condition.value));
    }
    one.is_allowed = value["allowed"].GetBool();
    one.why = value["why"].GetString();
    one.is_documented = value.HasMember("source");
    return one;
}

std::vector<Case> all_cases() {
    std::vector<Case> all;
    for (auto const& file : cases::files()) {
        rapidjson::Document document;
        document.Parse(file.text.data(), file.text.size());
        for (auto const& value : document.GetArray())
            all.push_back(read_case(std::string{file.name}, value));
    }
    return all;
}

std::string name_of(testing::TestParamInfo<Case> const& info) {
    return info.param.name;
}

class RamCase : public testing::TestWithParam<Case> {};

TEST_P(RamCase, IsDecidedAsItMustBe) {
    auto const& expected = GetParam();

    auto const decision = decide(expected.principal, expected.question);

    EXPECT_EQ(decision.is_allowed, expected.is_allowed) << expected.why;
}

INSTANTIATE_TEST_SUITE_P(All, RamCase, testing::ValuesIn(all_cases()), name_of);

TEST(RamCases, AreHalfRefusalsAndHoldTheVendorsExamples) {
    auto const all = all_cases();

    auto const refused = std::ranges::count(all, false, &Case::is_allowed);
    auto const documented = std::ranges::count(all, true, &Case::is_documented);

    EXPECT_GE(all.size(), 100U);
    EXPECT_GE(2 * refused, std::ssize(all));
    EXPECT_GE(documented, 20);
}

}  // namespace

}  // namespace rds::identity
