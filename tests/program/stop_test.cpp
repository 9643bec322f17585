#include "tests/kit/patience.hpp"
#include "tests/kit/raw_client.hpp"
#include "tests/program/child_program.hpp"

#include <gmock/gmock.h>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <utility>

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

// A pipe, of which the program gets the end to read from.
class Pipe {
  public:
    Pipe() { EXPECT_EQ(::pipe2(ends_.data(), O_CLOEXEC), 0); }

    ~Pipe() {
        close(0);
        close(1);
    }

    Pipe(Pipe const&) = delete;
    Pipe& operator=(Pipe const&) = delete;

    int end(std::size_t which) const { return ends_.at(which); }

    void close(std::size_t which) {
        if (ends_.at(which) >= 0) ::close(std::exchange(ends_.at(which), -1));
    }

  private:
    std::array<int, 2> ends_{-1, -1};
};

ChildProgram with_input(int descriptor) {
    return ChildProgram{{"--port", "0", "--stop-with-stdin"}, {}, kit::Output::kept, descriptor};
}

TEST(StopWithStdin, IsASuccessOnceThePipeIsClosedAndNotBefore) {
    Pipe pipe;
    auto program = with_input(pipe.end(0));
    kit::RawClient client{program.wait_until_ready()};
    constexpr std::string_view kLine = "a line that means nothing\n";
    for (int line = 0; line < 1000; ++line)
        ASSERT_EQ(::write(pipe.end(1), kLine.data(), kLine.size()), kLine.size());
    EXPECT_EQ(client.ask("GET /_emulator/ready HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);

    pipe.close(1);

    EXPECT_EQ(program.wait(), 0) << program.standard_error();
    EXPECT_THAT(program.standard_error(), testing::HasSubstr("standard input"));
}

TEST(StopWithStdin, FollowsTheDeathOfWhoeverHoldsTheOtherEnd) {
    Pipe pipe;
    auto program = with_input(pipe.end(0));
    pid_t const parent = ::fork();
    if (parent == 0) {
        ::pause();  // with both ends, until it is killed
        ::_exit(0);
    }
    pipe.close(0);
    pipe.close(1);
    ASSERT_NE(program.wait_until_ready(), 0);

    ::kill(parent, SIGKILL);
    ::waitpid(parent, nullptr, 0);

    EXPECT_EQ(program.wait(), 0) << program.standard_error();
}

TEST(StopWithStdin, ComesAtOnceWhereThereIsNothingToRead) {
    int const nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    auto program = with_input(nothing);
    ::close(nothing);

    EXPECT_EQ(program.wait(), 0) << program.standard_error();
    EXPECT_THAT(program.standard_output(), testing::StartsWith("READY "));
}

TEST(StopWithStdin, LeavesASignalItsEffectWhileThePipeIsOpen) {
    Pipe pipe;
    auto program = with_input(pipe.end(0));
    ASSERT_NE(program.wait_until_ready(), 0);

    program.signal(SIGTERM);

    EXPECT_EQ(program.wait(), 0) << program.standard_error();
}

// Who ends a child closes the pipe and sends a signal: one wish, whichever arrives first.
TEST(StopWithStdin, AndOneSignalAreNotTwoSignals) {
    for (int attempt = 0; attempt < kStops; ++attempt) {
        Pipe pipe;
        auto program = with_input(pipe.end(0));
        ASSERT_NE(program.wait_until_ready(), 0);

        pipe.close(1);
        program.signal(SIGTERM);

        EXPECT_EQ(program.wait(), 0) << program.standard_error();
    }
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
