#include "server/version.hpp"
#include "tests/unit/options/parsing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rds {

namespace {

using namespace std::chrono_literals;

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST(CommandLine, ServesWithDefaultsWhenEmpty) {
    auto const line = understood({});

    EXPECT_EQ(line.command, Command::serve);
    EXPECT_EQ(line.options.port, 2014);
    EXPECT_THAT(line.options.listen, IsEmpty());
    EXPECT_EQ(line.options.fixture, "default");
    EXPECT_EQ(line.options.max_accounts, 1024);
    EXPECT_FALSE(line.options.account_idle);
    EXPECT_EQ(line.options.fixture_json_source, "--fixture-json");
    EXPECT_THAT(line.warnings, IsEmpty());
}

TEST(CommandLine, FillsWhatIsAboutTheServerAndItsState) {
    auto const options = options_of(
        {"--listen",
         "0.0.0.0",
         "--listen",
         "[::1]:99",
         "--port",
         "0",
         "--port-file",
         "/tmp/port",
         "--threads",
         "4",
         "--stop-with-stdin",
         "--fixture",
         "empty",
         "--instances",
         "rm-a,rm-b",
         "--max-accounts",
         "7",
         "--job-plan",
         "polls",
         "--backups-per-day",
         "20",
         "--data-dir",
         "/data",
         "--account-idle",
         "30m",
         "--log-level",
         "off",
         "--job-duration",
         "2m",
         "--log-format",
         "json",
         "--clock-start",
         "1970-01-01T00:00:01Z",
         "--clock-speed",
         "60.5",
         "--uncapped-process"}
    );

    EXPECT_THAT(
        options.listen,
        ElementsAre(ListenAddress{"0.0.0.0", std::nullopt}, ListenAddress{"::1", 99})
    );
    EXPECT_EQ(options.port, 0);
    EXPECT_EQ(options.port_file, "/tmp/port");
    EXPECT_EQ(options.threads, 4);
    EXPECT_TRUE(options.stop_with_stdin);
    EXPECT_EQ(options.fixture, "empty");
    EXPECT_THAT(options.instances, ElementsAre("rm-a", "rm-b"));
    EXPECT_EQ(options.max_accounts, 7);
    EXPECT_EQ(options.job_plan.name, "polls");
    EXPECT_EQ(options.backups_per_day, 20);
    EXPECT_EQ(options.data_dir, "/data");
    EXPECT_EQ(options.account_idle, 30min);
    EXPECT_EQ(options.job_plan.duration, 2min);
    EXPECT_TRUE(options.uncapped_process);
    EXPECT_EQ(options.clock_start.value().time_since_epoch(), 1s);
    EXPECT_EQ(options.clock_speed, 60.5);
    EXPECT_EQ(options.log_format, log::Format::json);
    EXPECT_EQ(options.log_level, log::Level::off);
}

TEST(CommandLine, FillsThePlanAndTheDurationOfEachKind) {
    auto const options = options_of(
        {"--plan", "job=polls,instance=instant", "--duration", "job=2m", "--duration", "instance=0"}
    );

    EXPECT_EQ(options.job_plan.name, "polls");
    EXPECT_EQ(options.job_plan.source, "--plan");
    EXPECT_EQ(options.job_plan.duration, 2min);
    EXPECT_EQ(options.instance_plan.name, "instant");
    EXPECT_EQ(options.instance_plan.duration, 0s);
}

TEST(CommandLine, LetsFlagsWinOverTheVariableOfTheirLongOrShortForm) {
    Environment const environment{{"RDS_EMULATOR_PLAN", "job=held,instance=held"}};

    auto const options = options_of({"--job-plan", "polls"}, environment);

    EXPECT_EQ(options.job_plan.name, "polls");
    EXPECT_EQ(options.instance_plan.name, "held");
    auto const other =
        options_of({"--plan", "job=instant"}, {{"RDS_EMULATOR_JOB_PLAN", "held"}}).job_plan;
    EXPECT_EQ(other.name, "instant");
    EXPECT_EQ(other.source, "--plan");
}

TEST(CommandLine, FillsWhatIsAboutCallers) {
    auto const options = options_of(
        {"--tls",
         "only",
         "--tls-cert",
         "c.pem",
         "--tls-key",
         "k.pem",
         "--tls-name",
         "RDS.test,0:0::1",
         "--auth",
         "ram",
         "--tls-cert-file",
         "out.pem",
         "--auth-max-skew",
         "0",
         "--access-key-id",
         "mine",
         "--strict",
         "--access-key-secret",
         "s e c",
         "--recommend",
         "local",
         "--control",
         "off",
         "--control-token",
         "sesame",
         "--control-host",
         "Rds.Test",
         "--control-host",
         "a,b.c",
         "--journal-entries",
         "0",
         "--journal-bytes",
         "4096"}
    );

    EXPECT_EQ(options.tls, TlsMode::only);
    EXPECT_EQ(options.tls_cert, "c.pem");
    EXPECT_EQ(options.tls_key, "k.pem");
    EXPECT_THAT(options.tls_names, ElementsAre("rds.test", "::1"));
    EXPECT_EQ(options.tls_cert_file, "out.pem");
    EXPECT_EQ(options.auth, identity::AuthMode::ram);
    EXPECT_EQ(options.auth_max_skew, 0s);
    EXPECT_EQ(options.access_key_id, "mine");
    EXPECT_EQ(options.access_key_secret, "s e c");
    EXPECT_TRUE(options.strict);
    EXPECT_EQ(options.recommend, Recommend::local);
    EXPECT_FALSE(options.control);
    EXPECT_EQ(options.control_token, "sesame");
    EXPECT_THAT(options.control_hosts, ElementsAre("rds.test", "a", "b.c"));
    EXPECT_EQ(options.journal_entries, 0);
    EXPECT_EQ(options.journal_bytes, 4096);
}

TEST(CommandLine, FillsEveryLimit) {
    auto const options = options_of(
        {"--max-connections=1",
         "--max-target-bytes=256",
         "--max-header-bytes=257",
         "--max-body-bytes=1073741824",
         "--max-parameters=2",
         "--max-value-bytes=258",
         "--request-timeout=1ms",
         "--idle-timeout=2m"}
    );

    EXPECT_EQ(options.max_connections, 1);
    EXPECT_EQ(options.max_target_bytes, 256);
    EXPECT_EQ(options.max_header_bytes, 257);
    EXPECT_EQ(options.max_body_bytes, 1073741824);
    EXPECT_EQ(options.max_parameters, 2);
    EXPECT_EQ(options.max_value_bytes, 258);
    EXPECT_EQ(options.request_timeout, 1ms);
    EXPECT_EQ(options.idle_timeout, 2min);
}

TEST(CommandLine, TakesListsWithBlanksAroundTheirItems) {
    auto const options = options_of({"--instances", "rm-a, rm-b\t", "--listen", " ::1 ,0.0.0.0"});

    EXPECT_THAT(options.instances, ElementsAre("rm-a", "rm-b"));
    EXPECT_EQ(options.listen.size(), 2U);
}

TEST(CommandLine, TakesTheLastOfARepeatedSingleValue) {
    EXPECT_EQ(options_of({"--port", "1", "--port=2"}).port, 2);
}

TEST(CommandLine, ChecksAFixtureWithOptionsOnEitherSide) {
    auto const line = understood(
        {"--threads", "2", "check", "f.json", "--log-level", "warn"},
        {{"RDS_EMULATOR_FIXTURE_JSON", "{}"}}
    );

    EXPECT_EQ(line.command, Command::check);
    EXPECT_EQ(line.options.fixture, "f.json");
    EXPECT_FALSE(line.options.fixture_json);
    EXPECT_EQ(line.options.threads, 2);
    EXPECT_EQ(line.options.log_level, log::Level::warn);
}

TEST(CommandLine, PrintsHelpAndVersion) {
    auto const help = std::get<std::string>(parse({"--help"}, {}));
    EXPECT_THAT(help, HasSubstr("Usage: rds-emulator [OPTIONS] [COMMAND]\n"));
    EXPECT_THAT(
        help,
        AllOf(HasSubstr("--duration KIND=DURATION "), HasSubstr("[job=6s,instance=2s]"))
    );
    EXPECT_THAT(
        help,
        AllOf(HasSubstr("\nLimits:\n"), HasSubstr("check  "), Not(HasSubstr("\n\n\n")))
    );
    EXPECT_THAT(
        std::get<std::string>(parse({"check", "--help"}, {})),
        HasSubstr("Usage: rds-emulator check [OPTIONS] FILE\n")
    );
    EXPECT_EQ(
        std::get<std::string>(parse({"--version"}, {})),
        "rds-emulator " + std::string{kVersion} + "\n"
    );
}

TEST(CommandLine, RefusesABadValueNamingFlagValueAndWhatIsRight) {
    EXPECT_EQ(refusal({"--threads", "99"}), "--threads: \"99\" is not a whole number from 1 to 64");
    EXPECT_THAT(refusal({"--tls", "yes"}), AllOf(HasSubstr("--tls"), HasSubstr("auto or only")));
    EXPECT_THAT(refusal({"--tls-name", "a,,b"}), HasSubstr("--tls-name: \"\""));
    EXPECT_THAT(refusal({"--port", "1\n2"}), StartsWith(R"(--port: "1%0A2")"));
}

TEST(CommandLine, RefusesAFlagWithoutItsValue) {
    EXPECT_THAT(refusal({"--port"}), AllOf(StartsWith("--port "), HasSubstr("65535")));
}

TEST(CommandLine, RefusesWhatItDoesNotKnowWithTheNearest) {
    EXPECT_THAT(refusal({"--prot", "80"}), AllOf(HasSubstr("\"--prot\""), HasSubstr("--port")));
    EXPECT_THAT(
        refusal({"--something-else=1"}),
        AllOf(HasSubstr("\"--something-else\""), HasSubstr("--help"))
    );
    EXPECT_THAT(refusal({"chekc", "f"}), AllOf(HasSubstr("\"chekc\""), HasSubstr("\"check\"")));
    EXPECT_THAT(refusal({"start"}), AllOf(HasSubstr("\"start\""), HasSubstr("--help")));
}

TEST(CommandLine, RefusesASecondCommandOrFileAndACheckOfNothing) {
    EXPECT_THAT(refusal({"check", "a", "check"}), HasSubstr("\"check\""));
    EXPECT_THAT(refusal({"check", "a", "b"}), HasSubstr("\"b\""));
    EXPECT_THAT(refusal({"check"}), HasSubstr("FILE"));
}

TEST(CommandLine, RefusesAnOptionFile) {
    for (auto const* const flag : {"--config", "--config=rds.toml"})
        EXPECT_THAT(refusal({flag, "x"}), AllOf(StartsWith("--config: "), HasSubstr("flags")));
}

TEST(Exclusion, RefusesASourceThatGivesBoth) {
    EXPECT_THAT(
        refusal({"--fixture", "empty", "--fixture-json", "{}"}),
        AllOf(HasSubstr("--fixture "), HasSubstr("--fixture-json "))
    );
    EXPECT_THAT(
        refusal({}, {{"RDS_EMULATOR_CLOCK_FROZEN", "1"}, {"RDS_EMULATOR_CLOCK_SPEED", "2"}}),
        AllOf(HasSubstr("RDS_EMULATOR_CLOCK_FROZEN"), HasSubstr("RDS_EMULATOR_CLOCK_SPEED"))
    );
}

TEST(Exclusion, LetsFlagsChooseOverVariables) {
    auto const options = options_of(
        {"--clock-speed", "2", "--fixture", "empty"},
        {{"RDS_EMULATOR_CLOCK_FROZEN", "true"}, {"RDS_EMULATOR_FIXTURE_JSON", "{}"}}
    );

    EXPECT_FALSE(options.clock_frozen);
    EXPECT_EQ(options.clock_speed, 2);
    EXPECT_EQ(options.fixture, "empty");
    EXPECT_FALSE(options.fixture_json);
}

TEST(Exclusion, CountsNoSwitchThatIsOff) {
    auto const options = options_of({"--clock-frozen=false", "--clock-speed", "2"});

    EXPECT_EQ(options.clock_frozen, false);
    EXPECT_EQ(options.clock_speed, 2);
}

}  // namespace

}  // namespace rds
