#include "tests/kit/patience.hpp"
#include "tests/kit/raw_client.hpp"
#include "tests/program/child_program.hpp"

#include <gmock/gmock.h>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>

namespace rds {

namespace {

using kit::ChildProgram;
using kit::kCannotStart;
using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

constexpr int kOk = 200;
constexpr std::string_view kAnyRequest =
    "GET /?Action=DescribeBackupTasks&DBInstanceId=rm-uf6wjk5xxxxxxx&Format=JSON HTTP/1.1\r\n"
    "Host: localhost\r\n\r\n";

// What stops a start is one line that names what was wrong, and exit code 2.
void expect_refused(
    std::vector<std::string> arguments,
    std::vector<std::string> environment,
    std::string const& named
) {
    ChildProgram program{std::move(arguments), std::move(environment)};

    EXPECT_EQ(program.wait(), kCannotStart);

    auto const error = program.standard_error();
    EXPECT_THAT(error, HasSubstr(named));
    EXPECT_EQ(std::ranges::count(error, '\n'), 1) << error;
    EXPECT_EQ(program.standard_output(), "");
}

TEST(Start, SaysReadyOnceWithItsAddressesAndThenWhatToTryAndHowToStop) {
    ChildProgram program{{"--port", "0", "--listen", "127.0.0.1"}};

    ASSERT_NE(program.wait_until_ready(), 0);

    program.signal(SIGTERM);  // both streams are complete once it has ended
    ASSERT_EQ(program.wait(), 0);
    EXPECT_THAT(program.standard_output(), MatchesRegex("READY http://127\\.0\\.0\\.1:[0-9]+\n"));
    EXPECT_THAT(
        program.standard_error(),
        AllOf(
            HasSubstr("curl 'http://127.0.0.1:"),
            HasSubstr("/?Action=DescribeBackupTasks&DBInstanceId=rm-uf6wjk5xxxxxxx&Format=JSON'"),
            HasSubstr("Stop: Ctrl-C")
        )
    );
}

bool has_ipv6_loopback() {
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_addr = in6addr_loopback;
    int const descriptor = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return false;
    auto const bound =
        ::bind(descriptor, reinterpret_cast<sockaddr const*>(&address), sizeof address);
    ::close(descriptor);
    return bound == 0;
}

TEST(Start, ListensOnBothLoopbackAddressesOnOnePort) {
    ChildProgram program{{"--port", "0"}};

    auto const port = program.wait_until_ready();

    ASSERT_NE(port, 0);
    auto line = "READY http://127.0.0.1:" + std::to_string(port);
    std::vector<std::string> hosts{"127.0.0.1"};
    if (has_ipv6_loopback()) {
        line += " http://[::1]:" + std::to_string(port);
        hosts.emplace_back("::1");
    }
    EXPECT_EQ(program.standard_output(), line + "\n");
    for (auto const& host : hosts) {
        kit::RawClient client{port, host};
        EXPECT_EQ(client.ask(kAnyRequest).status, kOk) << host;
    }
}

TEST(Start, SharesAFreePortAmongAddressesAndListensOnEachOnce) {
    ChildProgram program{
        {"--port", "0", "--listen", "127.0.0.1", "--listen", "127.0.0.2,localhost,127.0.0.1"}};

    auto const port = std::to_string(program.wait_until_ready());

    auto line = "READY http://127.0.0.1:" + port + " http://127.0.0.2:" + port;
    if (has_ipv6_loopback()) line += " http://[::1]:" + port;
    EXPECT_EQ(program.standard_output(), line + "\n");
}

TEST(Start, IsRefusedWithAPortFileForAddressesOfTwoPorts) {
    ChildProgram const place{{"--version"}};
    auto const file = place.folder() / "port";
    ChildProgram program{
        {"--listen", "127.0.0.1:0", "--listen", "127.0.0.2:49123", "--port-file", file.string()}};

    EXPECT_EQ(program.wait(), kCannotStart);
    EXPECT_THAT(program.standard_error(), HasSubstr("--port-file: it holds one port"));
    EXPECT_FALSE(std::filesystem::exists(file));
}

std::uint16_t number_in(std::filesystem::path const& path) {
    std::ifstream text{path};
    std::uint16_t number = 0;
    text >> number;
    return number;
}

TEST(Start, WritesThePortFileOnceItIsReady) {
    ChildProgram const place{{"--version"}};
    auto const file = place.folder() / "port";
    ChildProgram program{{"--port", "0", "--port-file", file.string()}};

    auto const port = program.wait_until_ready();

    ASSERT_NE(port, 0);
    EXPECT_EQ(number_in(file), port);
}

class Unread : public testing::TestWithParam<kit::Output> {};

TEST_P(Unread, OutputKeepsNobodyFromStartingServingAndStopping) {
    kit::Folder const folder;
    auto const file = folder.path() / "port";
    ChildProgram program{{"--port", "0", "--port-file", file.string()}, {}, GetParam()};

    ASSERT_TRUE(kit::comes_true([&file] { return number_in(file) != 0; }));
    auto const port = number_in(file);
    constexpr int kCalls = 600;  // each with a line of some 120 bytes in the log
    kit::RawClient client{port};
    for (int call = 0; call < kCalls; ++call)
        ASSERT_EQ(client.ask(kAnyRequest).status, kOk);
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    EXPECT_FALSE(std::filesystem::exists(file));
}

INSTANTIATE_TEST_SUITE_P(
    Start,
    Unread,
    testing::Values(kit::Output::abandoned, kit::Output::stuck),
    [](auto const& suite) { return suite.param == kit::Output::stuck ? "Stuck" : "Abandoned"; }
);

TEST(Start, LosesNoWarningWhenItIsRefused) {
    ChildProgram program{{"--fixture", "no-such-file.json"}, {"RDS_EMULATOR_FLAVOUR=mild"}};

    EXPECT_EQ(program.wait(), kCannotStart);

    auto const error = program.standard_error();
    auto const warning = error.find("RDS_EMULATOR_FLAVOUR");
    auto const refusal = error.find("rds-emulator: ");
    ASSERT_NE(warning, std::string::npos) << error;
    ASSERT_NE(refusal, std::string::npos) << error;
    EXPECT_LT(warning, refusal) << error;
}

TEST(Start, IsRefusedThoughNobodyReadsWhy) {
    ChildProgram program{{"--job-plan", "oops"}, {}, kit::Output::stuck};
    EXPECT_EQ(program.wait(), kCannotStart);
}

TEST(Start, KeepsTheLogPureJsonIfThatIsAskedFor) {
    ChildProgram program{{"--port", "0", "--log-format", "json"}};
    ASSERT_NE(program.wait_until_ready(), 0);
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    EXPECT_THAT(
        program.standard_error(),
        MatchesRegex("\\{\"time\":[^\n]*stopping: SIGTERM\"\\}\n")
    );
}

TEST(Start, IsRefusedOnAPortInUse) {
    ChildProgram first{{"--port", "0", "--listen", "127.0.0.1"}};
    auto const port = first.wait_until_ready();
    ASSERT_NE(port, 0);

    auto const text = std::to_string(port);
    expect_refused({"--port", text}, {}, "127.0.0.1:" + text);
}

TEST(Start, IsRefusedWithAnUnknownOptionAndNamesTheNearest) {
    expect_refused({"--prot", "0"}, {}, "--port");
}

TEST(Start, IsRefusedWithAMisspeltVariable) {
    expect_refused({}, {"RDS_EMULATOR_PROT=0"}, "RDS_EMULATOR_PORT");
}

TEST(Start, IsRefusedWithABrokenFixtureWhereverItComesFrom) {
    expect_refused({"--fixture", "defualt"}, {}, "default");
    expect_refused({"--fixture", "/nowhere/fixture.json"}, {}, "/nowhere/fixture.json");
    expect_refused({"--fixture-json", R"({"instances": [{"id": 7}]})"}, {}, "/instances/0/id");
    expect_refused({}, {"RDS_EMULATOR_FIXTURE_JSON={"}, "RDS_EMULATOR_FIXTURE_JSON: ");
}

TEST(Start, IsRefusedWithAFaultThatNoActionAnswers) {
    expect_refused(
        {"--fixture-json",
         R"({"faults": [{"action": "DescribeBackups", "code": "InternalFailure"}]})"},
        {},
        "/faults/0/action"
    );
    expect_refused(
        {"--fixture-json",
         R"({"faults": [{"action": "CreateBackup", "code": "InternalFailure"}]})"},
        {},
        "/faults/0/code"
    );
}

TEST(Start, IsRefusedWithAnUnknownPlan) {
    expect_refused({"--job-plan", "slow"}, {}, "--job-plan: \"slow\"");
    expect_refused({}, {"RDS_EMULATOR_JOB_PLAN=slow"}, "RDS_EMULATOR_JOB_PLAN: \"slow\"");
}

TEST(Start, IsRefusedWhereThePortFileCannotBeWritten) {
    expect_refused({"--port", "0", "--port-file", "/nowhere/port"}, {}, "/nowhere/port");
}

TEST(Check, SaysWhetherAFixtureIsGood) {
    ChildProgram good{{"check", "every-state"}};
    EXPECT_EQ(good.wait(), 0);
    EXPECT_THAT(good.standard_output(), StartsWith("every-state: good; instances: "));

    expect_refused({"check", "/nowhere.json"}, {}, "/nowhere.json");
}

TEST(Check, CountsTheOtherOptionsButNotAnotherFixture) {
    ChildProgram const place{{"--version"}};
    auto const file = (place.folder() / "fixture.json").string();
    std::ofstream{file} << R"({"instances": [{"id": "rm-a"}], "backupJobs":
        [{"id": 1, "instance": "rm-a", "status": "Preparing", "startedAt": "2020-01-01T00:00:00Z"}]})";

    ChildProgram good{
        {"check", file},
        {"RDS_EMULATOR_FIXTURE_JSON={", "RDS_EMULATOR_INSTANCES=rm-b"}};
    EXPECT_EQ(good.wait(), 0) << good.standard_error();
    EXPECT_THAT(good.standard_output(), StartsWith(file + ": good; instances: 2,"));

    expect_refused(
        {"check", file, "--clock-start", "2019-01-01T00:00:00Z"},
        {},
        "/backupJobs/0/startedAt"
    );
    expect_refused({"check", file, "--job-plan", "slow"}, {}, "\"slow\"");
}

TEST(Help, ListsEveryOptionAndVersionIsOneLine) {
    ChildProgram help{{"--help"}};
    EXPECT_EQ(help.wait(), 0);
    for (auto const* const option :
         {"--listen", "--fixture", "--job-plan", "--clock-frozen", "--log-format"}) {
        EXPECT_THAT(help.standard_output(), HasSubstr(option));
    }

    ChildProgram version{{"--version"}};
    EXPECT_EQ(version.wait(), 0);
    EXPECT_THAT(version.standard_output(), MatchesRegex("rds-emulator [0-9.]+\n"));
}

}  // namespace

}  // namespace rds
