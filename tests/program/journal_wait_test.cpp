// Who waits for a call over HTTP: until it comes, until the program is told to stop.
#include "tests/kit/raw_client.hpp"
#include "tests/program/api_client.hpp"
#include "tests/program/child_program.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <stdexcept>
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

// The status that a wait ends with when the program is stopped; 0 if it had not been read by then.
int status_at_the_stop() {
    kit::ChildProgram program{{"--port", "0", "--threads", "2"}};
    kit::RawClient waiting{program.wait_until_ready()};
    kit::RawClient gone{program.wait_until_ready()};
    waiting.send(wait_request(R"({"timeout": "60s"})"));
    gone.send(wait_request(R"({"timeout": "60s"})"));
    EXPECT_TRUE(waiting.stays_silent(50ms));
    gone.reset();

    program.signal(SIGTERM);

    int status = 0;
    try {
        status = waiting.read_answer().status;
    } catch (std::runtime_error const&) {
        // Closed as an idle connection.
    }
    EXPECT_EQ(program.wait(), 0) << program.standard_error();
    return status;
}

TEST(JournalWait, DoesNotHoldUpTheStop) {
    constexpr int kStops = 5;
    int status = 0;
    for (int attempt = 0; attempt < kStops && status == 0; ++attempt)
        status = status_at_the_stop();
    EXPECT_EQ(status, 503);
}

}  // namespace

}  // namespace rds
