// Faults over real connections: written through the control API, struck through the API.
#include "tests/kit/raw_client.hpp"
#include "tests/kit/tls_client.hpp"
#include "tests/program/child_program.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <csignal>

namespace rds {

namespace {

using kit::RawClient;
using std::chrono::milliseconds;
using testing::HasSubstr;

constexpr auto kStruckInstance = "rm-bp1emulator00002";

std::string post(std::string_view path, std::string_view body) {
    return "POST " + std::string{path} +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + std::string{body};
}

std::string call(std::string_view action) {
    return "GET /?Action=" + std::string{action} + "&Format=JSON&DBInstanceId=" + kStruckInstance +
           " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

class FaultsOfTheProgram : public testing::Test {
  protected:
    void inject(std::string_view rule) const {
        RawClient client{port_};
        ASSERT_EQ(client.ask(post("/_emulator/faults", rule)).status, 201);
    }

    void wait_for_a_call_of(std::string_view action) const {
        auto const body = R"({"match": {"action": ")" + std::string{action} + "\"}}";
        auto const answer = RawClient{port_}.ask(post("/_emulator/requests/wait", body)).body;
        ASSERT_THAT(answer, HasSubstr(R"("reached":true)"));
    }

    kit::ChildProgram program_{{"--port", "0", "--tls", "auto"}};
    std::uint16_t const port_ = program_.wait_until_ready();
};

TEST_F(FaultsOfTheProgram, LoseTheAnswerOfAJobThatWasMade) {
    inject(R"({"action": "CreateBackup", "close": "after"})");
    RawClient client{port_};
    client.send(call("CreateBackup"));

    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_THAT(RawClient{port_}.ask(call("CreateBackup")).body, HasSubstr("BackupJobExists"));
}

TEST_F(FaultsOfTheProgram, CloseBeforeAJobIsMade) {
    inject(R"({"action": "CreateBackup", "close": "before"})");
    kit::TlsClient client{port_};
    client.send(call("CreateBackup"));

    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_EQ(RawClient{port_}.ask(call("CreateBackup")).status, 200);
}

TEST_F(FaultsOfTheProgram, CutAnAnswerInHalf) {
    inject(R"({"body": "truncated"})");
    RawClient client{port_};
    client.send(call("DescribeBackupTasks"));

    auto const length = std::stoul(client.read_head().fields.at("content-length"));
    EXPECT_EQ(client.read_to_end().size(), length / 2);
}

TEST_F(FaultsOfTheProgram, HoldOneAnswerBackAndNoOther) {
    inject(R"({"action": "CreateBackup", "delay": "10m"})");
    RawClient slow{port_};
    slow.send(call("CreateBackup"));
    wait_for_a_call_of("CreateBackup");
    EXPECT_TRUE(slow.stays_silent(milliseconds{50}));

    // Of the same tenant, and it sees what the slow call did at once.
    EXPECT_THAT(
        RawClient{port_}.ask(call("DescribeBackupTasks")).body,
        HasSubstr("TempBackupTask")
    );

    program_.signal(SIGTERM);
    EXPECT_EQ(slow.read_answer().status, 200);
    EXPECT_EQ(program_.wait(), 0);
}

}  // namespace

}  // namespace rds
