#include "tests/kit/raw_client.hpp"
#include "tests/program/child_program.hpp"

#include <gmock/gmock.h>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

namespace rds::http {
namespace {

using kit::RawClient;

constexpr auto kRequest =
    "GET /?Action=DescribeBackupTasks&DBInstanceId=rm-uf6wjk5xxxxxxx&Format=JSON HTTP/1.1\r\n"
    "Host: localhost\r\n\r\n";

// As many connections as this process may open, at most so many.
int connections_up_to(int most) {
    constexpr int kOthers = 100;
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    auto const allowed = std::min<rlim_t>(limit.rlim_max, static_cast<rlim_t>(most + kOthers));
    limit.rlim_cur = std::max(limit.rlim_cur, allowed);
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<int>(allowed) - kOthers;
}

// Keeps one connection, and opens another for each request.
class NormalClient {
  public:
    explicit NormalClient(std::uint16_t port) : port_(port), staying_(port) {}

    void expect_answers() {
        RawClient fresh{port_};
        EXPECT_EQ(staying_.ask(kRequest).status, 200);
        EXPECT_EQ(fresh.ask(kRequest).status, 200);
    }

  private:
    std::uint16_t port_;
    RawClient staying_;
};

TEST(ManyConnections, OfHostileClientsLetANormalOneSeeNoError) {
    constexpr int kHostile = 10'000;
    constexpr int kConnections = 4096;
    // Before this process's soft limit is raised: the program raises its own.
    kit::ChildProgram program{
        {"--port",
         "0",
         "--listen",
         "127.0.0.1",
         "--max-connections",
         std::to_string(kConnections),
         "--log-level",
         "warn"}};
    auto const port = program.wait_until_ready();
    ASSERT_NE(port, 0);
    NormalClient normal{port};
    auto const count = connections_up_to(kHostile);
    ASSERT_GT(count, kConnections) << "ulimit -Hn is too low for this test";

    std::vector<RawClient> hostile;
    for (int number = 0; number < count; ++number) {
        auto& client = hostile.emplace_back(port);
        if (number % 10 == 0) client.send("GET / HT");
        if (number % 50 == 0) normal.expect_answers();
    }
    for (int request = 0; request < 100; ++request)
        normal.expect_answers();

    EXPECT_EQ(hostile[1].read_to_end(), "");  // made room
    EXPECT_TRUE(hostile.back().stays_silent(std::chrono::milliseconds{1}));
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    EXPECT_THAT(
        program.standard_error_with("more than"),
        testing::HasSubstr("more than 4096 connections")
    );
}

}  // namespace
}  // namespace rds::http
