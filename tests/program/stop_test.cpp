#include "tests/kit/patience.hpp"
#include "tests/kit/raw_client.hpp"
#include "tests/program/child_program.hpp"

#include <gmock/gmock.h>

#include <csignal>

namespace rds {

namespace {

using kit::ChildProgram;

constexpr std::string_view kBody =
    "Action=DescribeBackupTasks&DBInstanceId=rm-uf6wjk5xxxxxxx&Format=JSON";

// On a busy machine the 0.3 s that a stop grants may be over before a test did its next step; it
// then tries again with a fresh program, this often.
constexpr int kStops = 5;

// A program that has read the head of a request and half of its body, and was then told to stop.
class StoppingProgram {
  public:
    StoppingProgram() : client_{program_.wait_until_ready()} {
        client_.send(
            "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            "Content-Length: " +
            std::to_string(kBody.size()) + "\r\n\r\n"
        );
        client_.read_until("HTTP/1.1 100 Continue\r\n\r\n");
        client_.send(kBody.substr(0, kBody.size() / 2));
        program_.signal(SIGTERM);
        EXPECT_TRUE(kit::comes_true([this] { return says_stopping(); }));
    }

    // The answer's status; 0 if the stop did not wait for the rest of the request.
    int finish_request() {
        client_.try_send(kBody.substr(kBody.size() / 2));
        try {
            return client_.read_answer().status;
        } catch (std::runtime_error const&) {
            return 0;
        }
    }

    ChildProgram& program() { return program_; }

  private:
    bool says_stopping() const {
        return program_.standard_error().find("stopping") != std::string::npos;
    }

    // A request may take longer than a test waits, so that only the stop can end it.
    ChildProgram program_{{"--port", "0", "--request-timeout", "10m"}};
    kit::RawClient client_;
};

TEST(Stop, ByAnyOfItsSignalsIsASuccess) {
    for (auto const number : {SIGTERM, SIGINT, SIGHUP}) {
        ChildProgram program{{"--port", "0"}};
        ASSERT_NE(program.wait_until_ready(), 0);

        program.signal(number);

        EXPECT_EQ(program.wait(), 0) << program.standard_error();
    }
}

// As under nohup: what is ignored stays so in the program that is started.
class HangUpIgnored {
  public:
    HangUpIgnored() : before_{std::signal(SIGHUP, SIG_IGN)} {}

    ~HangUpIgnored() { std::signal(SIGHUP, before_); }

    HangUpIgnored(HangUpIgnored const&) = delete;
    HangUpIgnored& operator=(HangUpIgnored const&) = delete;

  private:
    void (*before_)(int);
};

TEST(Stop, IsNotMadeByAHangUpThatWasIgnoredBeforeTheStart) {
    HangUpIgnored const ignored;
    ChildProgram program{{"--port", "0"}};
    auto const port = program.wait_until_ready();
    ASSERT_NE(port, 0);

    program.signal(SIGHUP);

    kit::RawClient client{port};
    auto const answer = client.ask("GET /_emulator/ready HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(answer.status, 200);
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
}

TEST(Stop, FinishesTheRequestInFlight) {
    int status = 0;
    for (int attempt = 0; attempt < kStops && status == 0; ++attempt) {
        StoppingProgram stopping;

        status = stopping.finish_request();

        EXPECT_EQ(stopping.program().wait(), 0) << stopping.program().standard_error();
    }
    EXPECT_EQ(status, 200);
}

TEST(Stop, DoesNotWaitLongForARequestThatStaysUnfinished) {
    StoppingProgram stopping;

    EXPECT_EQ(stopping.program().wait(), 0) << stopping.program().standard_error();
}

TEST(Stop, BySecondSignalIsAtOnce) {
    int code = 0;
    for (int attempt = 0; attempt < kStops && code == 0; ++attempt) {
        StoppingProgram stopping;

        stopping.program().signal(SIGTERM);

        code = stopping.program().wait();
    }
    EXPECT_EQ(code, 128 + SIGTERM);
}

}  // namespace

}  // namespace rds
