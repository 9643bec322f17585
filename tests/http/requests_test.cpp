#include "tests/http/handlers.hpp"
#include "tests/http/running_server.hpp"
#include "tests/kit/raw_client.hpp"

#include <gmock/gmock.h>

namespace rds::http {
namespace {

using kit::RawClient;
using testing::StartsWith;

TEST(HttpRequests, AnswerHasTheFieldsOfTheSessionAndThenItsOwn) {
    RunningServer server{[](Request const&, Reply const& reply) {
        Response response;
        response.status = 404;
        response.fields.add("x-own", "1");
        response.body = "nothing";
        reply(std::move(response));
    }};
    RawClient client{server.port()};

    auto const answer = client.ask(kGet);

    EXPECT_EQ(answer.status, 404);
    EXPECT_THAT(answer.head, StartsWith("HTTP/1.1 404 Not Found\r\nDate: "));
    EXPECT_THAT(answer.fields.at("date"), testing::EndsWith(" GMT"));
    EXPECT_THAT(
        answer.head,
        testing::EndsWith("\r\nContent-Length: 7\r\nConnection: keep-alive\r\n"
                          "Keep-Alive: timeout=25\r\nx-own: 1\r\n\r\n")
    );
    EXPECT_EQ(answer.body, "nothing");
}

TEST(HttpRequests, HandlerSeesTheWholeRequest) {
    Request seen;
    RunningServer server{[&seen](Request const& request, Reply const& reply) {
        seen = request;
        reply({});
    }};
    auto const before = std::chrono::steady_clock::now();
    RawClient client{server.port()};

    client.ask("PUT /p?q=1 HTTP/1.1\r\nHost: h\r\nX-A:  b \r\nContent-Length: 3\r\n\r\nxyz");

    EXPECT_EQ(seen.method, "PUT");
    EXPECT_EQ(seen.path(), "/p");
    EXPECT_EQ(seen.query(), "q=1");
    EXPECT_EQ(seen.fields.find("x-a"), "b");
    EXPECT_EQ(seen.fields.size(), 3U);
    EXPECT_EQ(seen.body, "xyz");
    EXPECT_EQ(seen.peer, "127.0.0.1");
    EXPECT_FALSE(seen.secure);
    EXPECT_GE(seen.received, before);
    EXPECT_LE(seen.received, std::chrono::steady_clock::now());
}

TEST(HttpRequests, TargetThatNamesTheServerIsTakenWithoutItsName) {
    RunningServer server{
        [](Request const& request, Reply const& reply) { reply(text(request.target)); }};
    RawClient client{server.port()};
    auto const target_of = [&client](std::string const& target) {
        return client.ask("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").body;
    };

    EXPECT_EQ(target_of("http://a:2014/?Action=A"), "/?Action=A");
    EXPECT_EQ(target_of("HTTP://a?Action=A"), "/?Action=A");
    EXPECT_EQ(target_of("https://a"), "/");
    EXPECT_EQ(target_of("/?u=http://a/b"), "/?u=http://a/b");
    EXPECT_EQ(target_of("ftp://a/b"), "ftp://a/b");
}

TEST(HttpRequests, ConnectionIsKeptForMoreRequests) {
    RunningServer server{echo};
    RawClient client{server.port()};

    for (int number = 0; number < 3; ++number) {
        auto const target = "/" + std::to_string(number);
        EXPECT_EQ(
            client.ask("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").body,
            "GET " + target + " "
        );
    }
}

TEST(HttpRequests, PipelinedRequestsAreAnsweredInTheirOrder) {
    RunningServer server{echo};
    RawClient client{server.port()};

    client.send(
        "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab"
        "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n"
        "POST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nc\r\n0\r\n\r\n"
        "GET /4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    );

    EXPECT_EQ(client.read_answer().body, "POST /1 ab");
    EXPECT_EQ(client.read_answer().body, "GET /2 ");
    EXPECT_EQ(client.read_answer().body, "POST /3 c");
    EXPECT_EQ(client.read_answer().body, "GET /4 ");
    EXPECT_EQ(client.read_to_end(), "");
}

TEST(HttpRequests, SlowAnswerKeepsItsPlaceBeforeTheNextPipelinedOne) {
    Waiting waiting;
    RunningServer server{waiting.handler(), {}, 2};
    RawClient client{server.port()};

    client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const first = waiting.take();
    EXPECT_TRUE(client.stays_silent(std::chrono::milliseconds{20}));
    EXPECT_EQ(first.request->target, "/slow");
    first.reply(text("first"));
    auto const second = waiting.take();
    EXPECT_EQ(second.request->target, "/next");
    second.reply(text("second"));

    EXPECT_EQ(client.read_answer().body, "first");
    EXPECT_EQ(client.read_answer().body, "second");
}

TEST(HttpRequests, Http10ClosesUnlessAskedToStay) {
    RunningServer server{echo};
    RawClient leaving{server.port()};
    RawClient staying{server.port()};

    auto const last = leaving.ask("GET / HTTP/1.0\r\n\r\n");
    auto const first = staying.ask("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    auto const second = staying.ask("GET /2 HTTP/1.0\r\n\r\n");

    EXPECT_EQ(last.fields.at("connection"), "close");
    EXPECT_EQ(leaving.read_to_end(), "");
    EXPECT_EQ(first.fields.at("connection"), "keep-alive");
    EXPECT_EQ(second.body, "GET /2 ");
    EXPECT_EQ(staying.read_to_end(), "");
}

TEST(HttpRequests, ConnectionCloseIsObeyedAndConfirmed) {
    RunningServer server{echo};
    RawClient client{server.port()};

    auto const answer = client.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    EXPECT_EQ(answer.fields.at("connection"), "close");
    EXPECT_FALSE(answer.fields.contains("keep-alive"));
    EXPECT_EQ(client.read_to_end(), "");
}

TEST(HttpRequests, ClientThatHasFinishedSendingStillGetsItsAnswer) {
    Waiting waiting;
    RunningServer server{waiting.handler()};
    RawClient client{server.port()};

    client.send(kGet);
    client.finish_sending();
    waiting.take().reply(text("late"));

    EXPECT_EQ(client.read_answer().body, "late");
    EXPECT_EQ(client.read_to_end(), "");
}

TEST(HttpRequests, ChunkedBodyIsDecodedAndItsTrailersAreDropped) {
    RunningServer server{[](Request const& request, Reply const& reply) {
        reply(text(request.body + " " + std::string{request.fields.value_or_empty("Host")}));
    }};
    RawClient client{server.port()};

    auto const answer = client.ask(
        "POST / HTTP/1.1\r\nHost: real\r\nTransfer-Encoding: chunked\r\n\r\n"
        "4;name=value\r\nWiki\r\nB\r\npedia in \r\n\r\n0\r\nHost: trailer\r\n\r\n"
    );

    EXPECT_EQ(answer.body, "Wikipedia in \r\n real");
    EXPECT_EQ(client.ask(kGet).status, 200);
}

TEST(HttpRequests, ContentLengthZeroIsAnEmptyBody) {
    RunningServer server{echo};
    RawClient client{server.port()};

    EXPECT_EQ(
        client.ask("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").body,
        "POST /a "
    );
    EXPECT_EQ(client.ask("POST /b HTTP/1.1\r\nHost: a\r\n\r\n").body, "POST /b ");
}

TEST(HttpRequests, ClientThatExpectsItHears100Continue) {
    RunningServer server{echo};
    RawClient client{server.port()};

    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-Continue\r\n\r\n");
    auto const interim = client.read_until("\r\n\r\n");
    client.send("bo");
    EXPECT_TRUE(client.stays_silent(std::chrono::milliseconds{20}));
    client.send("dy");

    EXPECT_EQ(interim, "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(client.read_answer().body, "POST / body");
}

TEST(HttpRequests, ClientThatSendsItsBodyUnaskedHearsNo100Continue) {
    RunningServer server{echo};
    RawClient client{server.port()};

    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nab"
    );
    EXPECT_EQ(client.read_answer().status, 200);
    client.send("POST / HTTP/1.0\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_TRUE(client.stays_silent(std::chrono::milliseconds{20}));
    client.send("ab");

    EXPECT_EQ(client.read_answer().status, 200);
}

TEST(HttpRequests, LargeBodiesPassBothWays) {
    RunningServer server{[](Request const& request, Reply const& reply) {
        reply(text(request.body + request.body));
    }};
    RawClient client{server.port()};
    std::string body(1024 * 1024, '\0');
    for (std::size_t at = 0; at < body.size(); ++at)
        body[at] = static_cast<char>(at % 251);

    client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n"
    );
    for (std::size_t at = 0; at < body.size(); at += 1000)
        client.send(body.substr(at, 1000));

    EXPECT_TRUE(client.read_answer().body == body + body);
}

TEST(HttpRequests, RequestMayComeByteByByte) {
    RunningServer server{echo};
    RawClient client{server.port()};
    std::string_view const request =
        "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";

    for (char const byte : request)
        client.send({&byte, 1});

    EXPECT_EQ(client.read_answer().body, "POST /x abcde");
    EXPECT_EQ(client.ask(kGet).body, "GET /one ");
}

TEST(HttpRequests, HeadIsAnsweredWithoutTheBodyButWithItsLength) {
    RunningServer server{echo};
    RawClient client{server.port()};

    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const answer = client.read_head();

    EXPECT_EQ(answer.fields.at("content-length"), "7");
    EXPECT_EQ(client.ask(kGet).body, "GET /one ");
}

TEST(HttpRequests, NoContentHasNeitherBodyNorLength) {
    RunningServer server{[](Request const&, Reply const& reply) {
        Response response = text("never sent");
        response.status = 204;
        reply(std::move(response));
    }};
    RawClient client{server.port()};

    auto const answer = client.ask(kGet);

    EXPECT_FALSE(answer.fields.contains("content-length"));
    EXPECT_EQ(client.ask(kGet).status, 204);
}

}  // namespace
}  // namespace rds::http
