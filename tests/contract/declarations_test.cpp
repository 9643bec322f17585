#include "server/gateway/hints.hpp"
#include "tests/contract/every_action.hpp"
#include "tests/kit/examples.hpp"

#include <gmock/gmock.h>

#include <cctype>
#include <filesystem>

namespace rds {

namespace {

// DescribeBackupTasks -> describe_backup_tasks, CreateDBInstance -> create_db_instance
std::string snake_case(std::string_view name) {
    std::string snake;
    for (std::size_t i = 0; i < name.size(); ++i) {
        auto const is_upper = std::isupper(static_cast<unsigned char>(name[i])) != 0;
        auto const begins_word =
            is_upper && i > 0 &&
            (std::islower(static_cast<unsigned char>(name[i - 1])) != 0 ||
             (i + 1 < name.size() && std::islower(static_cast<unsigned char>(name[i + 1])) != 0));
        if (begins_word) snake += '_';
        snake += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    }
    return snake;
}

bool exists_below(std::string_view folder, std::string const& file) {
    namespace fs = std::filesystem;
    fs::recursive_directory_iterator const all{fs::path{RDS_SOURCE_DIR} / folder};
    return std::any_of(begin(all), end(all), [&file](fs::directory_entry const& entry) {
        return entry.path().filename() == file;
    });
}

TEST_P(EveryAction, IsOneOfTheService) {
    EXPECT_TRUE(gateway::service_action(GetParam()));
}

TEST_P(EveryAction, HasAFileOfItsNameAndATestThatGivesItsExamplesAState) {
    EXPECT_TRUE(exists_below("server/actions", snake_case(GetParam()) + ".cpp"));
    EXPECT_EQ(kit::Examples::all().count(GetParam()), 1U);
}

TEST_P(EveryAction, NamesTheResourceThatRamDecidesOn) {
    ASSERT_TRUE(action().authorisation) << "authorised() is missing: RAM users could not call it";
    EXPECT_NE(action().authorisation->resource, "");
}

// A parameter and its members.
void expect_described(api::ParameterSpec const& spec) {
    EXPECT_THAT(std::string{spec.about}, testing::EndsWith(".")) << spec.name;
    for (auto const& member : spec.members)
        expect_described(member);
    if (!spec.members.empty()) return;
    EXPECT_NE(spec.example, "") << spec.name;
    for (auto const& rule : spec.rules) {
        EXPECT_TRUE(rule.holds(spec.example)) << spec.name << ": " << spec.example;
        EXPECT_TRUE(spec.otherwise.empty() || rule.holds(spec.otherwise)) << spec.name;
    }
}

TEST_P(EveryAction, IsDescribed) {
    EXPECT_THAT(std::string{action().summary}, testing::EndsWith("."));
    for (auto const& parameter : action().parameters)
        expect_described(parameter);
}

TEST_P(EveryAction, DeclaresEachParameterAndEachMemberOnce) {
    std::vector<std::string_view> names;
    for (auto const& parameter : action().parameters)
        names.push_back(parameter.name);
    std::ranges::sort(names);
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end());

    std::vector<std::string_view> members;
    for (auto const& member : action().response)
        members.push_back(member.name);
    std::ranges::sort(members);
    EXPECT_EQ(std::ranges::adjacent_find(members), members.end());
}

INSTANTIATE_TEST_SUITE_P(
    Declarations,
    EveryAction,
    testing::ValuesIn(action_names()),
    name_of_test
);

}  // namespace

}  // namespace rds
