#include "tests/unit/options/parsing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace rds {

namespace {

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

TEST(Environment, CountsAnEmptyVariableAsNotGiven) {
    EXPECT_EQ(options_of({}, {{"RDS_EMULATOR_PORT", ""}}).port, 2014);
    EXPECT_THAT(understood({}, {{"RDS_EMULATOR_SOMETHING", ""}}).warnings, IsEmpty());
}

TEST(Environment, IsNamedWhenItsValueIsRefused) {
    EXPECT_EQ(
        refusal({}, {{"RDS_EMULATOR_MAX_ACCOUNTS", "0"}}),
        "rds-emulator: RDS_EMULATOR_MAX_ACCOUNTS: \"0\" is not a whole number from 1 to 100000\n"
    );
}

TEST(Environment, IsRefusedWhenMisspeltByUpToTwoEdits) {
    EXPECT_EQ(
        refusal({}, {{"RDS_EMULATOR_FIXTRUE", "empty"}}),
        "rds-emulator: RDS_EMULATOR_FIXTRUE is no variable of the emulator; did you mean "
        "RDS_EMULATOR_FIXTURE?\n"
    );
}

TEST(Environment, IsWarnedOfOnceWhenUnknown) {
    auto const line = understood({}, {{"RDS_EMULATOR_COLOUR", "blue"}});

    EXPECT_THAT(
        line.warnings,
        ElementsAre("RDS_EMULATOR_COLOUR is no variable of the emulator: ignored")
    );
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
