#include "tests/http/handlers.hpp"
#include "tests/http/refused.hpp"
#include "tests/http/running_server.hpp"
#include "tests/kit/raw_client.hpp"

#include <gmock/gmock.h>

namespace rds::http {
namespace {

using kit::RawClient;

Limits small_limits() {
    Limits limits;
    limits.target_bytes = 400;
    limits.header_bytes = 500;
    limits.body_bytes = 1000;
    return limits;
}

TEST(HttpSizes, BodyThatSaysItIsTooLargeIs413) {
    RunningServer server{echo, small_limits()};
    RawClient client{server.port()};

    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n");

    expect_refused(client, 413);
}

TEST(HttpSizes, LargestAllowedBodyIsTaken) {
    RunningServer server{echo, small_limits()};
    RawClient client{server.port()};

    auto const answer = client.ask(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" + std::string(1000, 'x')
    );

    EXPECT_EQ(answer.body.size(), 1007U);
}

TEST(HttpSizes, ChunkedBodyThatGrowsTooLargeIs413) {
    RunningServer server{echo, small_limits()};
    RawClient client{server.port()};

    client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    auto const chunk = "190\r\n" + std::string(0x190, 'x') + "\r\n";
    client.send(chunk + chunk + chunk);

    expect_refused(client, 413);
}

TEST(HttpSizes, AnswerIsNotLostWhileTheClientStillSends) {
    RunningServer server{echo, small_limits()};
    RawClient client{server.port()};

    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8000000\r\n\r\n");
    client.send(std::string(8'000'000, 'x'));

    expect_refused(client, 413);
}

TEST(HttpSizes, HeaderTooLargeIs431) {
    RunningServer server{echo, small_limits()};
    RawClient at_once{server.port()};
    RawClient in_pieces{server.port()};

    at_once.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(600, 'x'));
    in_pieces.send("GET / HTTP/1.1\r\nHost: a\r\n");
    for (int piece = 0; piece < 60; ++piece)
        in_pieces.send("X: 34567\r\n");

    expect_refused(at_once, 431);
    expect_refused(in_pieces, 431);
}

TEST(HttpSizes, TargetTooLargeIs414) {
    RunningServer server{echo, small_limits()};
    RawClient whole{server.port()};
    RawClient endless{server.port()};

    whole.send("GET /" + std::string(400, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n");
    endless.send("GET /" + std::string(500, 'x'));

    expect_refused(whole, 414);
    expect_refused(endless, 414);
}

TEST(HttpSizes, LargestAllowedTargetAndHeaderAreTaken) {
    RunningServer server{echo, small_limits()};
    RawClient client{server.port()};
    auto const target = "/" + std::string(399, 'x');
    std::string const begin = "Host: a\r\nX: ";
    auto const fields = begin + std::string(500 - begin.size() - 4, 'x') + "\r\n\r\n";

    auto const answer = client.ask("GET " + target + " HTTP/1.1\r\n" + fields);

    EXPECT_EQ(fields.size(), 500U);
    EXPECT_EQ(answer.body, "GET " + target + " ");
}

TEST(HttpSizes, OneValueOf64KiBPercentEncodedIsWithinTheDefaults) {
    RunningServer server{echo};
    RawClient client{server.port()};
    std::string target = "/?DBInstanceId=";
    for (int byte = 0; byte < 64 * 1024; ++byte)
        target += "%E4";

    EXPECT_EQ(client.ask("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

TEST(HttpSizes, EndlessChunkHeaderIs431) {
    RunningServer server{echo, small_limits()};
    RawClient client{server.port()};

    client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(600, 'x')
    );

    expect_refused(client, 431);
}

}  // namespace
}  // namespace rds::http
