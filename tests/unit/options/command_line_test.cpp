#include "server/version.hpp"
#include "tests/unit/options/parsing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rds {

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
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
    EXPECT_FALSE(line.options.job_duration);
    EXPECT_FALSE(line.options.backups_per_day.has_value());
    EXPECT_THAT(line.warnings, IsEmpty());
}

TEST(CommandLine, FillsEveryOption) {
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
         "--fixture",
         "empty",
         "--instances",
         "rm-a,rm-b",
         "--max-accounts",
         "7",
         "--backups-per-day",
         "20",
         "--job-plan",
         "polls",
         "--job-duration",
         "2m",
         "--uncapped-process",
         "--clock-start",
         "1970-01-01T00:00:01Z",
         "--clock-speed",
         "60.5",
         "--log-format",
         "json",
         "--log-level",
         "off"}
    );

    EXPECT_THAT(
        options.listen,
        ElementsAre(ListenAddress{"0.0.0.0", std::nullopt}, ListenAddress{"::1", 99})
    );
    EXPECT_EQ(options.port, 0);
    EXPECT_EQ(options.port_file, "/tmp/port");
    EXPECT_EQ(options.threads, 4);
    EXPECT_EQ(options.fixture, "empty");
    EXPECT_THAT(options.instances, ElementsAre("rm-a", "rm-b"));
    EXPECT_EQ(options.max_accounts, 7);
    EXPECT_EQ(options.backups_per_day, 20);
    EXPECT_EQ(options.job_plan, "polls");
    EXPECT_EQ(options.job_duration, std::chrono::minutes{2});
    EXPECT_TRUE(options.uncapped_process);
    ASSERT_TRUE(options.clock_start);
    EXPECT_EQ(options.clock_start->time_since_epoch(), std::chrono::seconds{1});
    EXPECT_EQ(options.clock_speed, 60.5);
    EXPECT_EQ(options.log_format, log::Format::json);
    EXPECT_EQ(options.log_level, log::Level::off);
}

TEST(CommandLine, FillsWhatIsAboutTls) {
    auto const options = options_of(
        {"--tls",
         "only",
         "--tls-cert",
         "c.pem",
         "--tls-key",
         "k.pem",
         "--tls-name",
         "RDS.test,0:0::1",
         "--tls-cert-file",
         "out.pem"}
    );

    EXPECT_EQ(options.tls, TlsMode::only);
    EXPECT_EQ(options.tls_cert, "c.pem");
    EXPECT_EQ(options.tls_key, "k.pem");
    EXPECT_THAT(options.tls_names, ElementsAre("rds.test", "::1"));
    EXPECT_EQ(options.tls_cert_file, "out.pem");
    EXPECT_EQ(options_of({}).tls, std::nullopt);
    EXPECT_EQ(options_of({}, {{"RDS_EMULATOR_TLS", "auto"}}).tls, TlsMode::automatic);
    EXPECT_THAT(refusal({"--tls", "yes"}), HasSubstr("--tls: \"yes\" is not off, auto or only"));
    EXPECT_THAT(refusal({"--tls-name", "a,,b"}), HasSubstr("--tls-name: \"\" is not a DNS name"));
}

TEST(CommandLine, FillsWhatSaysWhoMayCallAndHowLongAnAccountStays) {
    auto const options = options_of(
        {"--control-host",
         "Rds.Test",
         "--control-host",
         "a,b.c",
         "--account-idle",
         "30m",
         "--stop-with-stdin"}
    );

    EXPECT_THAT(options.control_hosts, ElementsAre("rds.test", "a", "b.c"));
    EXPECT_EQ(options.account_idle, std::chrono::minutes{30});
    EXPECT_TRUE(options.stop_with_stdin);
    EXPECT_EQ(options_of({}).account_idle, std::nullopt);
    EXPECT_EQ(options_of({"--account-idle", "off"}).account_idle, std::nullopt);
    EXPECT_EQ(options_of({}).max_accounts, 1024);
    for (auto const* const host : {"", "10.0.0.1", "::1", "*.test", "a b", "rds:2014"}) {
        EXPECT_THAT(refusal({"--control-host", host}), HasSubstr("--control-host")) << host;
    }
    for (auto const* const time : {"", "0", "0s", "-1s", "never"}) {
        EXPECT_THAT(refusal({"--account-idle", time}), HasSubstr("--account-idle")) << time;
    }
}

TEST(CommandLine, TakesListsWithBlanksAroundTheirItems) {
    auto const options = options_of({"--instances", "rm-a, rm-b\t", "--listen", " ::1 ,0.0.0.0"});

    EXPECT_THAT(options.instances, ElementsAre("rm-a", "rm-b"));
    EXPECT_EQ(options.listen.size(), 2U);
}

TEST(CommandLine, RefusesWhatIsNoInstanceId) {
    EXPECT_EQ(
        refusal({"--instances", "rm-a,rm b"}),
        "rds-emulator: --instances: \"rm b\" is not an instance ID of up to 64 letters, digits or "
        "hyphens, not beginning with a hyphen\n"
    );
}

TEST(CommandLine, TakesAFixtureInPlace) {
    EXPECT_EQ(options_of({"--fixture-json", R"({"a":[1,2]})"}).fixture_json, R"({"a":[1,2]})");
}

TEST(CommandLine, FreezesTheClock) {
    EXPECT_EQ(options_of({"--clock-frozen"}).clock_frozen, true);
    EXPECT_EQ(options_of({"--clock-frozen=false"}).clock_frozen, false);
}

TEST(CommandLine, TakesTheLastOfARepeatedSingleValue) {
    EXPECT_EQ(options_of({"--port", "1", "--port=2"}).port, 2);
}

TEST(CommandLine, ChecksAFixtureWithOptionsOnEitherSide) {
    auto const line = understood({"--threads", "2", "check", "f.json", "--log-level", "warn"});

    EXPECT_EQ(line.command, Command::check);
    EXPECT_EQ(line.check_file, "f.json");
    EXPECT_EQ(line.options.threads, 2);
    EXPECT_EQ(line.options.log_level, log::Level::warn);
}

TEST(CommandLine, PrintsHelpThatNamesEveryGroupAndDefault) {
    auto const exit = std::get<Exit>(parse_line({"--help"}));

    EXPECT_EQ(exit.code, 0);
    EXPECT_THAT(exit.text, HasSubstr("Usage: rds-emulator [OPTIONS] [COMMAND]\n"));
    for (auto const* group :
         {"\nServer:\n",
          "\nState:\n",
          "\nJobs:\n",
          "\nClock:\n",
          "\nLimits:\n",
          "\nLog:\n",
          "\nGeneral:\n"}) {
        EXPECT_THAT(exit.text, HasSubstr(group));
    }
    EXPECT_THAT(exit.text, AllOf(HasSubstr("--job-duration DURATION "), HasSubstr("[6s]")));
    EXPECT_THAT(exit.text, HasSubstr("check  "));
    EXPECT_THAT(exit.text, Not(HasSubstr("\n\n\n")));
}

TEST(CommandLine, PrintsHelpOfACommand) {
    auto const exit = std::get<Exit>(parse_line({"check", "--help"}));

    EXPECT_EQ(exit.code, 0);
    EXPECT_THAT(exit.text, HasSubstr("Usage: rds-emulator check [OPTIONS] FILE\n"));
}

TEST(CommandLine, PrintsTheVersion) {
    auto const exit = std::get<Exit>(parse_line({"--version"}));

    EXPECT_EQ(exit.code, 0);
    EXPECT_EQ(exit.text, "rds-emulator " + std::string{kVersion} + "\n");
}

TEST(CommandLine, RefusesWithOneLine) {
    EXPECT_THAT(
        refusal({"--port", "1\n2"}),
        AllOf(StartsWith("rds-emulator: --port: "), EndsWith("\n"), HasSubstr(R"("1%0A2")"))
    );
}

TEST(CommandLine, RefusesABadValueNamingFlagValueAndWhatIsRight) {
    EXPECT_EQ(
        refusal({"--threads", "99"}),
        "rds-emulator: --threads: \"99\" is not a whole number from 1 to 64\n"
    );
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
    EXPECT_EQ(options.request_timeout, std::chrono::milliseconds{1});
    EXPECT_EQ(options.idle_timeout, std::chrono::minutes{2});
}

TEST(CommandLine, RefusesALimitThatLetsNothingThrough) {
    EXPECT_EQ(
        refusal({"--idle-timeout", "999ms"}),
        "rds-emulator: --idle-timeout: \"999ms\" is not a duration of 1s or more, like 10s or 2m\n"
    );
    EXPECT_EQ(
        refusal({"--max-body-bytes", "255"}),
        "rds-emulator: --max-body-bytes: \"255\" is not a whole number of bytes from 256 to "
        "1073741824\n"
    );
    EXPECT_THAT(refusal({"--max-connections", "0"}), HasSubstr("from 1 to 1000000"));
}

TEST(CommandLine, RefusesAFlagWithoutItsValue) {
    EXPECT_EQ(refusal({"--port"}), "rds-emulator: --port needs a value: a port from 0 to 65535\n");
}

TEST(CommandLine, RefusesAnUnknownFlagWithTheNearest) {
    EXPECT_EQ(
        refusal({"--prot", "80"}),
        "rds-emulator: \"--prot\" is no option; did you mean --port?\n"
    );
    EXPECT_EQ(
        refusal({"--something-else=1"}),
        "rds-emulator: \"--something-else\" is no option; --help lists them\n"
    );
}

TEST(CommandLine, RefusesAnUnknownCommandWithTheNearest) {
    EXPECT_EQ(
        refusal({"chekc", "f.json"}),
        "rds-emulator: \"chekc\" is no command; did you mean check?\n"
    );
    EXPECT_THAT(refusal({"start"}), HasSubstr("\"start\" is no command; without a command"));
}

TEST(CommandLine, RefusesASecondCommandOrFile) {
    EXPECT_THAT(refusal({"check", "a", "check", "b"}), HasSubstr("\"check\" is one argument too"));
    EXPECT_THAT(refusal({"check", "a", "b"}), HasSubstr("\"b\" is one argument too many"));
}

TEST(CommandLine, RefusesACheckOfNothing) {
    EXPECT_EQ(refusal({"check"}), "rds-emulator: check needs the FILE to validate\n");
}

TEST(CommandLine, RefusesOptionsThatExcludeEachOther) {
    EXPECT_THAT(
        refusal({"--fixture", "empty", "--fixture-json", "{}"}),
        HasSubstr("--fixture and --fixture-json exclude each other: give one")
    );
    EXPECT_THAT(refusal({"--clock-frozen", "--clock-speed", "2"}), HasSubstr("exclude each other"));
}

TEST(CommandLine, LetsASwitchThatIsOffExcludeNothing) {
    auto const options = options_of({"--clock-frozen=false", "--clock-speed", "2"});

    EXPECT_EQ(options.clock_frozen, false);
    EXPECT_EQ(options.clock_speed, 2);
}

}  // namespace

}  // namespace rds
