#include "tests/unit/options/parsing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace rds {

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Environment, FillsOptionsByTheirFlagsName) {
    auto const options = options_of(
        {},
        {{"RDS_EMULATOR_PORT", "80"},
         {"RDS_EMULATOR_PORT_FILE", "/tmp/port"},
         {"RDS_EMULATOR_FIXTURE_JSON", "{}"},
         {"RDS_EMULATOR_LISTEN", "0.0.0.0,::1"},
         {"RDS_EMULATOR_CLOCK_FROZEN", "1"}}
    );

    EXPECT_EQ(options.port, 80);
    EXPECT_EQ(options.port_file, "/tmp/port");
    EXPECT_EQ(options.fixture_json, "{}");
    EXPECT_EQ(options.listen.size(), 2U);
    EXPECT_EQ(options.clock_frozen, true);
}

TEST(Environment, IsWeakerThanAFlag) {
    Environment const environment{
        {"RDS_EMULATOR_PORT", "2"},
        {"RDS_EMULATOR_THREADS", "2"},
        {"RDS_EMULATOR_INSTANCES", "rm-b"},
        {"RDS_EMULATOR_UNCAPPED_PROCESS", "true"}};

    auto const options =
        options_of({"--port", "1", "--instances", "rm-a", "--uncapped-process=false"}, environment);

    EXPECT_EQ(options.port, 1);
    EXPECT_EQ(options.threads, 2);
    EXPECT_THAT(options.instances, ElementsAre("rm-a"));
    EXPECT_FALSE(options.uncapped_process);
}

TEST(Environment, CountsAnEmptyVariableAsNotGiven) {
    EXPECT_EQ(options_of({}, {{"RDS_EMULATOR_PORT", ""}}).port, 2014);
    EXPECT_THAT(understood({}, {{"RDS_EMULATOR_SOMETHING", ""}}).warnings, IsEmpty());
}

// A compose file's ${TOKEN} that nobody set must not open the emulator to all.
TEST(Environment, RefusesAnEmptyVariableThatWouldKeepCallersOut) {
    for (auto const* const name :
         {"RDS_EMULATOR_CONTROL_TOKEN",
          "RDS_EMULATOR_ACCESS_KEY_SECRET",
          "RDS_EMULATOR_AUTH",
          "RDS_EMULATOR_CONTROL",
          "RDS_EMULATOR_TLS"}) {
        EXPECT_THAT(refusal({}, {{name, ""}}), AllOf(HasSubstr(name), HasSubstr("\"\"")));
    }
    auto const given =
        options_of({"--control-token", "sesame"}, {{"RDS_EMULATOR_CONTROL_TOKEN", ""}});
    EXPECT_EQ(given.control_token, "sesame");
}

TEST(Environment, IsNamedWhenItsValueIsRefused) {
    EXPECT_THAT(
        refusal({}, {{"RDS_EMULATOR_MAX_ACCOUNTS", "0"}}),
        AllOf(HasSubstr("RDS_EMULATOR_MAX_ACCOUNTS: \"0\""), HasSubstr("from 1 to 100000"))
    );
}

TEST(Environment, IsKeptAsTheSourceOfWhatIsJudgedLater) {
    Environment const environment{
        {"RDS_EMULATOR_FIXTURE_JSON", "{"},
        {"RDS_EMULATOR_JOB_PLAN", "slow"}};

    EXPECT_EQ(options_of({}, environment).fixture_json_source, "RDS_EMULATOR_FIXTURE_JSON");
    EXPECT_EQ(options_of({}, environment).job_plan.source, "RDS_EMULATOR_JOB_PLAN");
    EXPECT_EQ(options_of({"--job-plan", "polls"}, environment).job_plan.source, "--job-plan");
}

TEST(Environment, IsRefusedWhenMisspeltByUpToTwoEdits) {
    for (auto const& [wrong, right] : std::map<std::string, std::string>{
             {"RDS_EMULATOR_FIXTRUE", "RDS_EMULATOR_FIXTURE"},
             {"RDS_EMULATOR_TSL_NAME", "RDS_EMULATOR_TLS_NAME"},
             {"RDS_EMULATOR_CONTROL_HOSTS", "RDS_EMULATOR_CONTROL_HOST"}}) {
        EXPECT_THAT(refusal({}, {{wrong, "x"}}), AllOf(HasSubstr(wrong), HasSubstr(right + "?")));
    }
}

TEST(Environment, IsRefusedWhenItNamesAnOptionFile) {
    EXPECT_THAT(
        refusal({}, {{"RDS_EMULATOR_CONFIG", "rds.toml"}}),
        AllOf(HasSubstr("RDS_EMULATOR_CONFIG"), HasSubstr("flags"))
    );
}

TEST(Environment, IsWarnedOfOnceWhenUnknown) {
    auto const line = understood({}, {{"RDS_EMULATOR_COLOUR", "blue"}});

    EXPECT_THAT(line.warnings, ElementsAre(HasSubstr("RDS_EMULATOR_COLOUR")));
}

TEST(Environment, IsNotOursWithoutThePrefix) {
    auto const line = understood({}, {{"PORT", "1"}, {"RDS_EMULATO_PORT", "1"}});

    EXPECT_EQ(line.options.port, 2014);
    EXPECT_THAT(line.warnings, IsEmpty());
}

class Injected : public testing::TestWithParam<std::pair<char const*, char const*>> {};

TEST_P(Injected, IsIgnoredInSilence) {
    auto const [name, value] = GetParam();

    auto const line = understood({}, {{name, value}});

    EXPECT_EQ(line.options.port, 2014);
    EXPECT_THAT(line.warnings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    ByDockerKubernetesAndClients,
    Injected,
    testing::Values(
        std::pair{"RDS_EMULATOR_PORT", "tcp://10.0.0.7:2014"},
        std::pair{"RDS_EMULATOR_PORT_2014_TCP", "tcp://10.0.0.7:2014"},
        std::pair{"RDS_EMULATOR_PORT_2014_TCP_ADDR", "10.0.0.7"},
        std::pair{"RDS_EMULATOR_SERVICE_HOST", "10.0.0.7"},
        std::pair{"RDS_EMULATOR_SERVICE_PORT", "2014"},
        std::pair{"RDS_EMULATOR_SERVICE_PORT_HTTP", "2014"},
        std::pair{"RDS_EMULATOR_ENV_PATH", "/usr/bin"},
        std::pair{"RDS_EMULATOR_NAME", "/app/rds-emulator"},
        std::pair{"RDS_EMULATOR_TLS_PORT", "tcp://10.0.0.8:2015"},
        std::pair{"RDS_EMULATOR_HOST", "rds"},
        std::pair{"RDS_EMULATOR_ENDPOINT", "http://rds:2014"},
        std::pair{"RDS_EMULATOR_URL", "http://rds:2014"},
        std::pair{"RDS_EMULATOR_BINARY", "build/dev/rds-emulator"},
        std::pair{"RDS_EMULATOR_IMAGE", "rds-emulator"},
        std::pair{"RDS_EMULATOR_SOURCE", "/src/rds-emulator"}
    )
);

TEST(Environment, RefusesAPortThatIsNeitherNumberNorInjected) {
    EXPECT_THAT(refusal({}, {{"RDS_EMULATOR_PORT", "http://x"}}), HasSubstr("RDS_EMULATOR_PORT:"));
}

TEST(Environment, OfTheProcessHasOurVariablesAlone) {
    ASSERT_EQ(::setenv("RDS_EMULATOR_FIXTURE", "a=b", 1), 0);
    ASSERT_EQ(::setenv("RDS_OTHER", "x", 1), 0);

    auto const environment = process_environment();

    EXPECT_EQ(environment.at("RDS_EMULATOR_FIXTURE"), "a=b");
    EXPECT_EQ(environment.count("RDS_OTHER"), 0U);
    ::unsetenv("RDS_EMULATOR_FIXTURE");
    ::unsetenv("RDS_OTHER");
}

}  // namespace

}  // namespace rds
