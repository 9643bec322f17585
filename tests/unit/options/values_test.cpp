#include "tests/unit/options/parsing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rds {

namespace {

using options::listen_address;
using testing::HasSubstr;

TEST(Values, ReadAnAddressWithOrWithoutAPort) {
    EXPECT_EQ(listen_address("0.0.0.0"), (ListenAddress{"0.0.0.0", std::nullopt}));
    EXPECT_EQ(listen_address("127.0.0.1:80"), (ListenAddress{"127.0.0.1", 80}));
    EXPECT_EQ(listen_address("localhost:80"), (ListenAddress{"localhost", 80}));
    EXPECT_FALSE(listen_address("[localhost]:80"));
    EXPECT_EQ(listen_address("::1"), (ListenAddress{"::1", std::nullopt}));
    EXPECT_EQ(listen_address("[::1]"), (ListenAddress{"::1", std::nullopt}));
    EXPECT_EQ(listen_address("[fe80::2]:0"), (ListenAddress{"fe80::2", 0}));
}

TEST(Values, RefuseWhatIsNotAnAddress) {
    for (std::string_view const text :
         {"",          ":",        ":80",           "localhost.",    "localhosts:80",
          "1.2.3",     "1.2.3.4:", "1.2.3.4:65536", "1.2.3.4:-1",    "1.2.3.4:x",
          "[",         "[]",       "[::1",          "[::1]80",       "[::1]:",
          "[1.2.3.4]", "::1]",     "[::1]:80:80",   "1.2.3.4:80:80", "*"}) {
        EXPECT_EQ(listen_address(text), std::nullopt) << text;
    }
}

TEST(Values, ReachBothEndsOfTheirRange) {
    EXPECT_EQ(options_of({"--threads", "1"}).threads, 1);
    EXPECT_EQ(options_of({"--threads", "64"}).threads, 64);
    EXPECT_EQ(options_of({"--clock-speed", "1e6"}).clock_speed, 1e6);
    EXPECT_EQ(options_of({"--instances", std::string(64, '9')}).instances.size(), 1U);
    EXPECT_EQ(options_of({"--job-duration", "0"}).job_plan.duration, std::chrono::seconds{0});
    EXPECT_EQ(options_of({"--control-token", std::string(256, '~')}).control_token.size(), 256U);
}

TEST(Values, AreWordsInAnyCaseAndSwitchesAsYamlWritesThem) {
    EXPECT_EQ(options_of({"--log-format", "JSON"}).log_format, log::Format::json);
    EXPECT_EQ(options_of({"--tls", "False"}).tls, TlsMode::off);
    EXPECT_EQ(options_of({"--account-idle", "no"}).account_idle, std::nullopt);
    for (auto const* const yes : {"on", "ON", "true", "True", "yes"})
        EXPECT_TRUE(options_of({"--control", yes}).control) << yes;
    for (auto const* const no : {"off", "Off", "false", "no", "NO"})
        EXPECT_FALSE(options_of({"--control", no}).control) << no;
}

// A flag, and texts that are not values of it.
struct Wrong {
    std::string flag;
    std::vector<std::string> texts;
};

TEST(Values, AreRefusedOutsideOfTheirRange) {
    for (auto const& [flag, texts] : std::vector<Wrong>{
             {"--plan", {"", "polls", "=", "job=", "job", "=polls", "Job=polls", "database=x"}},
             {"--duration", {"", "6s", "job=", "job=x", "job=-1s", "instance", "backup=1s"}},
             {"--threads", {"", "0", "65", "-1", "+1", "1.0", "1x", " 1", "0x1", "99999999999999"}},
             {"--clock-speed", {"0", "-1", "1000001", "nan", "inf", "1x", "0x10", "1e-999"}},
             {"--instances", {"", "-a", "rm_a", "rm a", "rm-\xc3\xa4", std::string(65, 'a')}},
             {"--job-duration", {"-1s", "6"}},
             {"--idle-timeout", {"999ms"}},
             {"--request-timeout", {"0"}},
             {"--account-idle", {"0", "0s", "-1s", "never"}},
             {"--max-body-bytes", {"255", "1073741825"}},
             {"--control-host", {"10.0.0.1", "::1", "*.test", "a b", "rds:2014"}},
             {"--control-token", {"a b", "\xc3\xa4", std::string(257, 'a')}},
             {"--access-key-id", {"a b", "a&b", "a\"b", std::string(129, 'a')}},
             {"--log-format", {"jsn"}},
             {"--recommend", {"here"}},
             {"--control", {"maybe", "", "2"}},
             {"--clock-frozen", {"maybe", "2"}}}) {
        for (auto const& text : texts)
            EXPECT_THAT(refusal({flag + "=" + text}), HasSubstr(flag)) << text;
    }
}

TEST(Values, OfAnOptionalSettingCanTurnItOff) {
    EXPECT_EQ(options_of({"--account-idle", "off"}).account_idle, std::nullopt);
    EXPECT_EQ(options_of({"--clock-frozen"}).clock_frozen, true);
    EXPECT_EQ(options_of({"--clock-frozen=0"}).clock_frozen, false);
    EXPECT_FALSE(options_of({"--uncapped-process", "--uncapped-process=false"}).uncapped_process);
}

}  // namespace

}  // namespace rds
