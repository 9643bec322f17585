#include "server/program/healthcheck.hpp"

#include "tests/kit/folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace rds {

namespace {

// What a healthcheck without arguments looks at if process 1 was started by these words.
Options beside(std::vector<std::string> const& words, Environment const& environment = {}) {
    kit::Folder const folder;
    auto const process_1 = folder.path() / "cmdline";
    std::ofstream file{process_1, std::ios::binary};
    for (auto const& word : words)
        file << word << '\0';
    file.close();
    return of_healthcheck({"healthcheck"}, environment, "/usr/bin/rds-emulator", process_1).options;
}

TEST(HealthcheckOptions, AreThoseOfProcess1WhereThatIsAnEmulator) {
    auto const options = beside(
        {"rds-emulator", "--listen", "::1", "--port=2015"},
        {{"RDS_EMULATOR_PORT", "1"}, {"RDS_EMULATOR_THREADS", "2"}}
    );

    EXPECT_EQ(options.port, 2015);
    EXPECT_EQ(options.listen.at(0).host, "::1");
    EXPECT_EQ(options.threads, 2);
}

TEST(HealthcheckOptions, AreItsOwnWhereProcess1IsAnother) {
    Environment const environment{{"RDS_EMULATOR_PORT", "1"}};

    EXPECT_EQ(beside({}, environment).port, 1);
    EXPECT_EQ(beside({"/sbin/init", "--port", "2015"}, environment).port, 1);
    EXPECT_EQ(beside({"rds-emulator", "--no-such-option"}, environment).port, 1);
    EXPECT_EQ(beside({"rds-emulator", "--help"}, environment).port, 1);
    EXPECT_EQ(beside({"rds-emulator", "healthcheck"}, environment).port, 1);
}

TEST(HealthcheckOptions, OnItsOwnCommandLineCountBeforeThoseOfProcess1) {
    kit::Folder const folder;
    auto const process_1 = folder.path() / "cmdline";
    std::ofstream{process_1, std::ios::binary} << "rds-emulator" << '\0' << "--port=2015" << '\0';

    auto const line = of_healthcheck({"healthcheck", "--port=1"}, {}, "rds-emulator", process_1);

    EXPECT_EQ(line.command, Command::healthcheck);
    EXPECT_EQ(line.options.port, 1);
}

}  // namespace

}  // namespace rds
