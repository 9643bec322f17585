#include "server/log/log.hpp"
#include "tests/http/handlers.hpp"
#include "tests/http/running_server.hpp"
#include "tests/kit/raw_client.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace rds::http {
namespace {

using kit::RawAnswer;
using kit::RawClient;
using std::chrono::milliseconds;

Limits small_limits() {
    Limits limits;
    limits.header_bytes = 500;
    limits.body_bytes = 1000;
    return limits;
}

// Long enough for a busy machine to send what a test sends.
constexpr milliseconds kShort{400};

Limits short_limits() {
    return {.request_time = kShort, .idle_time = kShort};
}

void expect_bare(RawAnswer const& answer, int status) {
    EXPECT_EQ(answer.status, status);
    EXPECT_EQ(answer.fields.at("connection"), "close");
    EXPECT_EQ(answer.fields.at("content-length"), "0");
}

// The answer comes, then the end of the connection.
void expect_refused(RawClient& client, int status) {
    expect_bare(client.read_answer(), status);
    client.finish_sending();
    EXPECT_EQ(client.read_to_end(), "");
}

TEST(HttpRefusals, BodyThatSaysItIsTooLargeIs413) {
    RunningServer server{echo, small_limits()};
    RawClient client{server.port()};

    client.send("POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n");

    expect_refused(client, 413);
}

TEST(HttpRefusals, LargestAllowedBodyIsTaken) {
    RunningServer server{echo, small_limits()};
    RawClient client{server.port()};

    auto const answer =
        client.ask("POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n" + std::string(1000, 'x'));

    EXPECT_EQ(answer.body.size(), 1007U);
}

TEST(HttpRefusals, ChunkedBodyThatGrowsTooLargeIs413) {
    RunningServer server{echo, small_limits()};
    RawClient client{server.port()};

    client.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
    auto const chunk = "190\r\n" + std::string(0x190, 'x') + "\r\n";
    client.send(chunk + chunk + chunk);

    expect_refused(client, 413);
}

TEST(HttpRefusals, AnswerIsNotLostWhileTheClientStillSends) {
    RunningServer server{echo, small_limits()};
    RawClient client{server.port()};

    client.send("POST / HTTP/1.1\r\nContent-Length: 8000000\r\n\r\n");
    client.send(std::string(8'000'000, 'x'));

    expect_refused(client, 413);
}

TEST(HttpRefusals, HeaderTooLargeIs431) {
    RunningServer server{echo, small_limits()};
    RawClient at_once{server.port()};
    RawClient in_pieces{server.port()};

    at_once.send("GET / HTTP/1.1\r\nX: " + std::string(600, 'x'));
    in_pieces.send("GET / HTTP/1.1\r\n");
    for (int piece = 0; piece < 60; ++piece)
        in_pieces.send("X: 34567\r\n");

    expect_refused(at_once, 431);
    expect_refused(in_pieces, 431);
}

TEST(HttpRefusals, TargetTooLargeIs431) {
    RunningServer server{echo, small_limits()};
    RawClient client{server.port()};

    client.send("GET /" + std::string(600, 'x') + " HTTP/1.1\r\n\r\n");

    expect_refused(client, 431);
}

TEST(HttpRefusals, EndlessChunkHeaderIsRefused) {
    RunningServer server{echo, small_limits()};
    RawClient client{server.port()};

    client.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(600, 'x'));

    expect_refused(client, 431);
}

class HttpMalformed : public testing::TestWithParam<std::string_view> {};

TEST_P(HttpMalformed, Is400) {
    RunningServer server{echo};
    RawClient client{server.port()};

    client.send(GetParam());

    expect_refused(client, 400);
}

INSTANTIATE_TEST_SUITE_P(
    Requests,
    HttpMalformed,
    testing::Values(
        "hello\r\n\r\n",
        "GET / HTTP/3.0\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nName : value\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
    )
);

TEST(HttpRefusals, RefusalFollowsTheAnswersBeforeIt) {
    RunningServer server{echo};
    RawClient client{server.port()};

    client.send("GET /fine HTTP/1.1\r\n\r\nnonsense\r\n\r\n");

    EXPECT_EQ(client.read_answer().body, "GET /fine ");
    expect_refused(client, 400);
}

TEST(HttpRefusals, RequestThatTakesTooLongIs408) {
    RunningServer server{echo, short_limits()};
    RawClient in_header{server.port()};
    RawClient in_body{server.port()};

    in_header.send("GET / HT");
    in_body.send("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nx");

    expect_bare(in_header.read_answer(), 408);
    expect_bare(in_body.read_answer(), 408);
    EXPECT_EQ(in_header.read_to_end(), "");
    EXPECT_EQ(in_body.read_to_end(), "");
}

TEST(HttpRefusals, TimeOfOneRequestIsNotCountedForTheNext) {
    Limits limits = short_limits();
    limits.idle_time = milliseconds{10'000};
    RunningServer server{echo, limits};
    RawClient client{server.port()};

    for (int request = 0; request < 5; ++request) {
        client.send("GET / HT");
        EXPECT_TRUE(client.stays_silent(kShort / 4));
        EXPECT_EQ(client.ask("TP/1.1\r\n\r\n").status, 200);
    }
}

TEST(HttpRefusals, IdleConnectionIsClosedSilently) {
    RunningServer server{echo, short_limits()};
    RawClient fresh{server.port()};
    RawClient used{server.port()};

    auto const answer = used.ask("GET / HTTP/1.1\r\n\r\n");

    EXPECT_EQ(answer.fields.at("connection"), "keep-alive");
    EXPECT_EQ(used.read_to_end(), "");
    EXPECT_EQ(fresh.read_to_end(), "");
}

TEST(HttpRefusals, AnswerMayTakeLongerThanAnyLimit) {
    Waiting waiting;
    RunningServer server{waiting.handler(), short_limits()};
    RawClient client{server.port()};

    client.send("GET / HTTP/1.1\r\n\r\n");
    auto const asked = waiting.take();
    EXPECT_TRUE(client.stays_silent(2 * kShort));
    asked.reply(text("late"));

    EXPECT_EQ(client.read_answer().body, "late");
}

TEST(HttpRefusals, ClientThatDoesNotTakeItsAnswerIsCut) {
    auto limits = short_limits();
    limits.drain_time = std::chrono::seconds{20};  // so that only the limit can end the session
    RunningServer server{
        [](Request const&, Reply const& reply) { reply(text(std::string(50'000'000, 'x'))); },
        limits};
    RawClient client{server.port()};

    client.send("GET / HTTP/1.1\r\n\r\n");
    client.read_until("\r\n");
    server.stop();

    EXPECT_TRUE(server.has_ended(std::chrono::seconds{10}));
    EXPECT_LT(client.read_to_end().size(), 50'000'000U);
}

TEST(HttpRefusals, ClientThatLeavesAtAnyPointIsForgotten) {
    RunningServer server{echo};
    std::string_view const request =
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n";

    for (std::size_t size = 0; size <= request.size(); ++size) {
        RawClient closing{server.port()};
        closing.send(request.substr(0, size));
        RawClient resetting{server.port()};
        resetting.send(request.substr(0, size));
        resetting.reset();
    }

    RawClient client{server.port()};
    EXPECT_EQ(client.ask(request).body, "POST / ab");
    server.stop();
    EXPECT_TRUE(server.has_ended(std::chrono::seconds{5}));
}

// What is logged while it lives, without the time.
class CapturedLog {
  public:
    CapturedLog() { log::configure(log::Format::text, log::Level::info, stream_); }

    ~CapturedLog() { log::configure(log::Format::text, log::Level::info); }

    CapturedLog(CapturedLog const&) = delete;
    CapturedLog& operator=(CapturedLog const&) = delete;

    // Once nothing writes any more.
    std::string text() const {
        auto const line = stream_.str();
        return line.substr(std::min(line.size(), line.find(' ') + 1));
    }

  private:
    std::ostringstream stream_;
};

TEST(HttpRefusals, TlsHelloIsClosedAndOneLineTellsWhatToSet) {
    CapturedLog const log;
    {
        RunningServer server{echo};
        for (int client = 0; client < 3; ++client) {
            RawClient tls{server.port()};
            tls.send({"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11});
            EXPECT_EQ(tls.read_to_end(), "");
        }
    }

    EXPECT_EQ(
        log.text(),
        "WARN  127.0.0.1 spoke TLS (HTTPS) to this plain HTTP port and was disconnected: set the "
        "SDK's `protocol` to \"http\", or begin its endpoint with http://\n"
    );
}

TEST(HttpRefusals, HandlerThatThrowsCostsOnlyItsConnection) {
    CapturedLog const log;
    {
        RunningServer server{[](Request const& request, Reply const& reply) {
            if (request.target == "/bad") throw std::runtime_error("broken");
            reply(text("fine"));
        }};
        RawClient bad{server.port()};
        RawClient good{server.port()};

        bad.send("GET /bad HTTP/1.1\r\n\r\n");

        EXPECT_EQ(bad.read_to_end(), "");
        EXPECT_EQ(good.ask("GET / HTTP/1.1\r\n\r\n").body, "fine");
    }

    EXPECT_EQ(log.text(), "ERROR the connection of 127.0.0.1 was dropped: broken\n");
}

}  // namespace
}  // namespace rds::http
