#include "tests/unit/options/parsing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rds {

namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;

std::string refusal_of_file(std::string const& text) {
    TemporaryFile const file{text};
    return refusal({"--config", file.path()});
}

TEST(OptionsFile, FillsOptionsByTheirFlagsName) {
    TemporaryFile const file{
        "# for the tests\n"
        "port = 80\n"
        "instances = [\"rm-a\", 'rm-b']\n"
        "clock-frozen = true\n"
        "clock-start = 1970-01-01T00:00:01Z\n"
        "fixture-json = '{\"a\": \"#\"}'  # a comment\n"};

    auto const options = options_of({"--config", file.path()});

    EXPECT_EQ(options.port, 80);
    EXPECT_THAT(options.instances, ElementsAre("rm-a", "rm-b"));
    EXPECT_EQ(options.clock_frozen, true);
    EXPECT_TRUE(options.clock_start.has_value());
    EXPECT_EQ(options.fixture_json, R"({"a": "#"})");
}

TEST(OptionsFile, IsNamedByAVariableToo) {
    TemporaryFile const file{"port = 80"};
    EXPECT_EQ(options_of({}, {{"RDS_EMULATOR_CONFIG", file.path()}}).port, 80);
}

TEST(OptionsFile, MayBeEmpty) {
    TemporaryFile const file{""};
    EXPECT_EQ(options_of({"--config", file.path()}).port, 2014);
}

TEST(OptionsFile, IsNamedWithLineAndMemberWhenAValueIsRefused) {
    EXPECT_THAT(
        refusal_of_file("\nlog-level = \"loud\"\n"),
        EndsWith(".toml:2: log-level: \"loud\" is not trace, debug, info, warn, error or off\n")
    );
}

TEST(OptionsFile, IsRefusedWithTheNearestNameWhenAMemberIsUnknown) {
    EXPECT_THAT(
        refusal_of_file("port_file = \"x\"\n"),
        EndsWith(".toml:1: port_file is no option; did you mean port-file?\n")
    );
}

TEST(OptionsFile, CannotNameAnotherFile) {
    EXPECT_THAT(refusal_of_file("config = \"x\"\n"), HasSubstr("config is no option"));
}

TEST(OptionsFile, IsRefusedWhenASingleValueIsAnArray) {
    EXPECT_THAT(refusal_of_file("port = [1]\n"), HasSubstr("port takes one value, not an array"));
}

TEST(OptionsFile, IsRefusedWhenAListIsEmpty) {
    EXPECT_THAT(refusal_of_file("instances = []\n"), HasSubstr("[] is not an instance ID"));
}

TEST(OptionsFile, IsRefusedWhenItCannotBeRead) {
    EXPECT_EQ(
        refusal({"--config", "/no/such.toml"}),
        "rds-emulator: /no/such.toml: No such file or directory\n"
    );
    EXPECT_THAT(refusal({"--config", testing::TempDir()}), HasSubstr("Is a directory"));
}

TEST(OptionsFile, IsRefusedWhenItIsHuge) {
    EXPECT_THAT(
        refusal_of_file(std::string(1024 * 1024 + 1, '\n')),
        HasSubstr("larger than 1048576 bytes")
    );
}

}  // namespace

}  // namespace rds
