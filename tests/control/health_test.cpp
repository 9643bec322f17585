#include "tests/kit/emulator_under_test.hpp"

#include <gtest/gtest.h>

namespace rds {

namespace {

using kit::EmulatorUnderTest;

TEST(Health, IsLiveAndReadyOncePortsServe) {
    EmulatorUnderTest emulator{"{}"};
    EXPECT_EQ(emulator.control("GET", "live").text("/status"), "live");
    EXPECT_EQ(emulator.control("GET", "ready").text("/status"), "ready");
}

TEST(Health, NamesProgramAndVersion) {
    EmulatorUnderTest emulator{"{}"};
    auto const answer = emulator.control("GET", "version");
    EXPECT_EQ(answer.text("/name"), "rds-emulator");
    EXPECT_EQ(answer.text("/api"), "2014-08-15");
}

TEST(Health, ListsTheTenantsThatHaveBeenUsed) {
    EmulatorUnderTest emulator{"{}"};
    EXPECT_EQ(emulator.control("GET", "accounts").body(), R"({"accounts":[],"most":1024})");
    emulator.ask(kit::call("DescribeBackupTasks").by("1234567890123456"));
    EXPECT_EQ(emulator.control("GET", "accounts").text("/accounts/0"), "1234567890123456");
}

TEST(Health, ServesItsOwnDocument) {
    EmulatorUnderTest emulator{"{}"};
    auto const document = emulator.control("GET", "openapi.json").json();
    EXPECT_STREQ(document["openapi"].GetString(), "3.1.0");
    EXPECT_TRUE(document["paths"].HasMember("/_emulator/ready"));
}

}  // namespace

}  // namespace rds
