#include "tests/unit/options/parsing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rds {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Precedence, AFlagBeatsAVariable) {
    EXPECT_EQ(options_of({"--port", "1"}, {{"RDS_EMULATOR_PORT", "2"}}).port, 1);
}

TEST(Precedence, AFlagBeatsTheFile) {
    TemporaryFile const file{"port = 3"};
    EXPECT_EQ(options_of({"--port", "1", "--config", file.path()}).port, 1);
}

TEST(Precedence, AVariableBeatsTheFile) {
    TemporaryFile const file{"port = 3"};
    EXPECT_EQ(options_of({"--config", file.path()}, {{"RDS_EMULATOR_PORT", "2"}}).port, 2);
}

TEST(Precedence, TheFileBeatsTheDefault) {
    TemporaryFile const file{"port = 3"};
    EXPECT_EQ(options_of({"--config", file.path()}).port, 3);
}

TEST(Precedence, IsDecidedForEachOptionByItself) {
    TemporaryFile const file{"port = 3\nthreads = 3\nmax-accounts = 3"};

    auto const options = options_of(
        {"--config", file.path(), "--port", "1"},
        {{"RDS_EMULATOR_PORT", "2"}, {"RDS_EMULATOR_THREADS", "2"}}
    );

    EXPECT_EQ(options.port, 1);
    EXPECT_EQ(options.threads, 2);
    EXPECT_EQ(options.max_accounts, 3);
}

TEST(Journal, IsBoundedByOptions) {
    auto const options = options_of({"--journal-entries", "0", "--journal-bytes", "4096"});
    EXPECT_EQ(options.journal_entries, 0);
    EXPECT_EQ(options.journal_bytes, 4096);
    EXPECT_EQ(options_of({}).journal_entries, 1000);
}

TEST(Precedence, AStrongerListReplacesAWeakerOne) {
    TemporaryFile const file{R"(instances = ["rm-c", "rm-d"])"};
    Environment const environment{{"RDS_EMULATOR_INSTANCES", "rm-b"}};

    EXPECT_THAT(
        options_of({"--instances", "rm-a", "--config", file.path()}, environment).instances,
        ElementsAre("rm-a")
    );
    EXPECT_THAT(options_of({"--config", file.path()}, environment).instances, ElementsAre("rm-b"));
    EXPECT_THAT(options_of({"--config", file.path()}).instances, ElementsAre("rm-c", "rm-d"));
}

TEST(Precedence, OneSourcesListIsJoinedFromItsRepetitions) {
    auto const options = options_of(
        {"--listen", "127.0.0.1", "--listen", "127.0.0.2,::1"},
        {{"RDS_EMULATOR_LISTEN", "0.0.0.0"}}
    );

    EXPECT_THAT(
        options.listen,
        ElementsAre(
            ListenAddress{"127.0.0.1", std::nullopt},
            ListenAddress{"127.0.0.2", std::nullopt},
            ListenAddress{"::1", std::nullopt}
        )
    );
}

TEST(Precedence, AVariableTurnsOffASwitchOfTheFile) {
    TemporaryFile const file{"uncapped-process = true"};
    EXPECT_FALSE(options_of({"--config", file.path()}, {{"RDS_EMULATOR_UNCAPPED_PROCESS", "false"}})
                     .uncapped_process);
}

TEST(Precedence, TheStrongestSourceChoosesAmongOptionsThatExcludeEachOther) {
    auto const options = options_of(
        {"--clock-speed", "2", "--fixture", "empty"},
        {{"RDS_EMULATOR_CLOCK_FROZEN", "true"}, {"RDS_EMULATOR_FIXTURE_JSON", "{}"}}
    );

    EXPECT_FALSE(options.clock_frozen);
    EXPECT_EQ(options.clock_speed, 2);
    EXPECT_EQ(options.fixture, "empty");
    EXPECT_FALSE(options.fixture_json.has_value());
}

TEST(Precedence, OfWhatIsUnderstoodLaterTheSourceIsKept) {
    TemporaryFile const file{"\njob-plan = \"slow\""};

    auto const options =
        options_of({"--config", file.path()}, {{"RDS_EMULATOR_FIXTURE_JSON", "{"}});

    EXPECT_EQ(options.fixture_json_source, "RDS_EMULATOR_FIXTURE_JSON");
    EXPECT_EQ(options.job_plan_source, file.path() + ":2: job-plan");
}

TEST(Precedence, OfWhatNobodyGaveTheSourceIsTheFlag) {
    auto const options = options_of({});

    EXPECT_EQ(options.fixture_json_source, "--fixture-json");
    EXPECT_EQ(options.job_plan_source, "--job-plan");
}

TEST(Precedence, LeavesNoChoiceToOneSourceThatGivesBoth) {
    TemporaryFile const file{"clock-speed = 2\nclock-frozen = true"};

    EXPECT_THAT(
        refusal({"--config", file.path()}),
        AllOf(HasSubstr(":1: clock-speed and "), HasSubstr(":2: clock-frozen exclude each other"))
    );
}

TEST(Precedence, AFlagNamesTheFileOverAVariable) {
    TemporaryFile const file{"port = 3"};
    EXPECT_EQ(
        options_of({"--config", file.path()}, {{"RDS_EMULATOR_CONFIG", "/no/such.toml"}}).port,
        3
    );
}

}  // namespace

}  // namespace rds
