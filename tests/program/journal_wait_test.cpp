// Who waits for a call over HTTP: until it comes, until the program is told to stop.
#include "tests/kit/raw_client.hpp"
#include "tests/program/api_client.hpp"
#include "tests/program/child_program.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <string>

namespace rds {

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr std::string_view kPolledInstance = "rm-uf6wjk5xxxxxxx";

std::string wait_request(std::string_view body) {
    return "POST /_emulator/requests/wait HTTP/1.1\r\nHost: localhost\r\n"
           "Content-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

TEST(JournalWait, IsAnsweredByACallOfAnotherConnection) {
    kit::ChildProgram program{{"--port", "0"}};
    auto const port = program.wait_until_ready();
    kit::RawClient waiting{port};
    waiting.send(wait_request(R"({"match": {"action": "DescribeBackupTasks"}, "timeout": "60s"})"));
    ASSERT_TRUE(waiting.stays_silent(50ms));

    kit::ApiClient{port}.describe(kPolledInstance);

    auto const answer = waiting.read_answer();
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, HasSubstr(R"("reached":true,"count":1)"));
}

TEST(JournalWait, EndsByTheMachinesTime) {
    kit::ChildProgram program{{"--port", "0", "--clock-frozen"}};
    kit::RawClient waiting{program.wait_until_ready()};

    auto const answer = waiting.ask(wait_request(R"({"timeout": "50ms"})"));

    EXPECT_THAT(answer.body, HasSubstr(R"("reached":false,"count":0)"));
}

TEST(JournalWait, DoesNotHoldUpTheStop) {
    kit::ChildProgram program{{"--port", "0", "--threads", "2"}};
    kit::RawClient waiting{program.wait_until_ready()};
    kit::RawClient gone{program.wait_until_ready()};
    waiting.send(wait_request(R"({"timeout": "60s"})"));
    gone.send(wait_request(R"({"timeout": "60s"})"));
    ASSERT_TRUE(waiting.stays_silent(50ms));
    gone.reset();

    program.signal(SIGTERM);

    EXPECT_EQ(waiting.read_answer().status, 503);
    EXPECT_EQ(program.wait(), 0) << program.standard_error();
}

}  // namespace

}  // namespace rds
