#include "tests/http/handlers.hpp"
#include "tests/http/refused.hpp"
#include "tests/http/running_server.hpp"
#include "tests/kit/raw_client.hpp"

#include <gmock/gmock.h>

namespace rds::http {
namespace {

using kit::RawClient;
using std::chrono::milliseconds;

// Long enough for a busy machine to send what a test sends.
constexpr milliseconds kShort{1000};

Limits short_limits() {
    return {.request_time = kShort, .idle_time = kShort};
}

TEST(HttpTimes, RequestThatTakesTooLongIs408) {
    RunningServer server{echo, short_limits()};
    RawClient in_header{server.port()};
    RawClient in_body{server.port()};

    in_header.send("GET / HT");
    in_body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx");

    expect_bare(in_header.read_answer(), 408);
    expect_bare(in_body.read_answer(), 408);
    EXPECT_EQ(in_header.read_to_end(), "");
    EXPECT_EQ(in_body.read_to_end(), "");
}

TEST(HttpTimes, TimeOfOneRequestIsNotCountedForTheNext) {
    Limits limits = short_limits();
    limits.idle_time = milliseconds{10'000};
    limits.request_time = milliseconds{4'000};
    RunningServer server{echo, limits};
    RawClient client{server.port()};

    for (int request = 0; request < 3; ++request) {  // together longer than one may take
        client.send("GET / HT");
        EXPECT_TRUE(client.stays_silent(milliseconds{1'400}));
        EXPECT_EQ(client.ask("TP/1.1\r\nHost: a\r\n\r\n").status, 200);
    }
}

TEST(HttpTimes, IdleConnectionIsClosedSilently) {
    RunningServer server{echo, short_limits()};
    RawClient fresh{server.port()};
    RawClient used{server.port()};

    auto const answer = used.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_EQ(answer.fields.at("connection"), "keep-alive");
    EXPECT_EQ(used.read_to_end(), "");
    EXPECT_EQ(fresh.read_to_end(), "");
}

TEST(HttpTimes, AnswerMayTakeLongerThanAnyLimit) {
    Waiting waiting;
    RunningServer server{waiting.handler(), short_limits()};
    RawClient client{server.port()};

    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const asked = waiting.take();
    EXPECT_TRUE(client.stays_silent(kShort * 6 / 5));
    asked.reply(text("late"));

    EXPECT_EQ(client.read_answer().body, "late");
}

TEST(HttpTimes, ClientThatDoesNotTakeItsAnswerIsCut) {
    auto limits = short_limits();
    limits.drain_time = 2 * kit::kPatience;  // so that only the limit can end the session
    RunningServer server{
        [](Request const&, Reply const& reply) { reply(text(std::string(50'000'000, 'x'))); },
        limits};
    RawClient client{server.port()};

    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    client.read_until("\r\n");
    server.stop();

    EXPECT_TRUE(server.has_ended());
    EXPECT_LT(client.read_to_end().size(), 50'000'000U);
}

}  // namespace
}  // namespace rds::http
