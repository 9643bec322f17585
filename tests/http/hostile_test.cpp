#include "tests/http/handlers.hpp"
#include "tests/http/open_descriptors.hpp"
#include "tests/http/running_server.hpp"
#include "tests/kit/raw_client.hpp"

#include <gmock/gmock.h>

#include <atomic>

namespace rds::http {
namespace {

using kit::RawClient;
using std::chrono::milliseconds;

constexpr auto kChunkedHead = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

// Long enough for a busy machine to send what a test sends.
constexpr milliseconds kLongestRequest{1000};

constexpr std::size_t kLargeAnswer = 1'000'000;

// Behind each test: a well-behaved client was served all along, and neither a session nor a
// descriptor is left.
class HttpHostile : public testing::Test {
  protected:
    static Limits limits() {
        Limits limits;
        limits.request_time = kLongestRequest;
        limits.idle_time = milliseconds{10'000};
        limits.body_bytes = 10'000;
        limits.header_bytes = 2'000;
        limits.target_bytes = 2'000;
        return limits;
    }

    void answer(Request const& request, Reply const& reply) {
        ++handled_;
        if (request.path() == "/large") return reply(text(std::string(kLargeAnswer, 'x')));
        echo(request, reply);
    }

    void expect_others_are_served() { EXPECT_EQ(other_.ask(kGet).body, "GET /one "); }

    void TearDown() override {
        expect_others_are_served();
        EXPECT_TRUE(descriptors_fall_to(descriptors_));
        server_.stop();
        EXPECT_TRUE(server_.has_ended());
    }

    std::atomic<int> handled_ = 0;
    RunningServer server_{
        [this](Request const& request, Reply const& reply) { answer(request, reply); },
        limits()};
    RawClient other_{server_.port()};
    std::string const greeting_ = other_.ask(kGet).body;  // so the server has accepted it
    long const descriptors_ = open_descriptors();
};

// Sends the same again and again until the server hangs up or refuses to read; how many bytes.
std::size_t send_endlessly(RawClient& client, std::string const& bytes) {
    constexpr std::size_t kAtMost = 100'000'000;
    std::size_t sent = 0;
    try {
        while (sent < kAtMost && client.try_send(bytes))
            sent += bytes.size();
    } catch (std::runtime_error const&) {  // the server does not read
    }
    return sent;
}

RawClient impatient_client(std::uint16_t port) {
    return RawClient{port, "127.0.0.1", kLongestRequest / 4};
}

TEST_F(HttpHostile, HeaderBombIsRefusedAndNotCollected) {
    RawClient client{server_.port()};
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");

    auto const sent = send_endlessly(client, "X-Field: " + std::string(1000, 'x') + "\r\n");

    EXPECT_LT(sent, 100'000'000U);
    EXPECT_EQ(client.read_answer().status, 431);
}

TEST_F(HttpHostile, EndlessChunksStopAtTheLimitOfABody) {
    RawClient client{server_.port()};
    client.send(kChunkedHead);

    auto const sent = send_endlessly(client, "400\r\n" + std::string(1024, 'x') + "\r\n");

    EXPECT_LT(sent, 100'000'000U);
    EXPECT_EQ(client.read_answer().status, 413);
    EXPECT_EQ(handled_, 1);
}

TEST_F(HttpHostile, EndlessTrailerIsRefused) {
    RawClient client{server_.port()};
    client.send(std::string{kChunkedHead} + "0\r\n");

    auto const sent = send_endlessly(client, "X: " + std::string(1000, 'x') + "\r\n");

    EXPECT_LT(sent, 100'000'000U);
    EXPECT_EQ(client.read_answer().status, 431);
}

// The time is that of the whole request: bytes that trickle in do not extend it.
TEST_F(HttpHostile, RequestThatTricklesInIs408) {
    RawClient in_header{server_.port()};
    RawClient in_body{server_.port()};
    in_header.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    in_body.send(kChunkedHead);
    auto const is_silent = [](RawClient& client) {
        return client.stays_silent(kLongestRequest / 20) && client.try_send("1");
    };
    while (is_silent(in_header) && is_silent(in_body))
        expect_others_are_served();

    for (auto* const client : {&in_header, &in_body}) {
        EXPECT_EQ(client->read_answer().status, 408);
        EXPECT_EQ(client->read_to_end(), "");
    }
}

TEST_F(HttpHostile, ClientThatClosesItsSideWithinARequestIsLeft) {
    for (std::string const begun : {"G", "GET / HTTP/1.1\r\n", kChunkedHead}) {
        RawClient client{server_.port()};
        client.send(begun);
        client.finish_sending();

        EXPECT_EQ(client.read_to_end(), "");
    }
    EXPECT_EQ(handled_, 1);
}

TEST_F(HttpHostile, ClientThatLeavesWithinItsRequestIsForgotten) {
    for (std::string const begun : {"G", "GET / HTTP/1.1\r\n", kChunkedHead}) {
        RawClient closing{server_.port()};
        closing.send(begun);
        RawClient resetting{server_.port()};
        resetting.send(begun);
        resetting.reset();
    }
    EXPECT_TRUE(descriptors_fall_to(descriptors_));
    EXPECT_EQ(handled_, 1);
}

TEST_F(HttpHostile, ClientThatLeavesWithinItsAnswerIsForgotten) {
    for (int round = 0; round < 5; ++round) {
        RawClient closing{server_.port()};
        RawClient resetting{server_.port()};
        for (auto* const client : {&closing, &resetting}) {
            client->send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            client->read_until("\r\n\r\n");
        }
        resetting.reset();
    }
    EXPECT_TRUE(descriptors_fall_to(descriptors_));
}

// What it does not read fills the sockets; then it is neither read nor answered any more, and cut
// when its time is over.
TEST_F(HttpHostile, PipeliningClientThatNeverReadsIsNeitherReadNorAnswered) {
    auto client = impatient_client(server_.port());
    std::string requests;
    for (int number = 0; number < 100; ++number)
        requests += "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";

    send_endlessly(client, requests);

    constexpr std::size_t kMostInSockets = 16'000'000;
    EXPECT_LT(static_cast<std::size_t>(handled_) * kLargeAnswer, kMostInSockets);
    EXPECT_TRUE(descriptors_fall_to(descriptors_ + 1));  // its own end
}

// Larger than what sockets take.
TEST(HttpUntaken, AnswersThatClientsDoNotReadHaveABoundTogether) {
    constexpr std::size_t kHuge = 32'000'000;
    constexpr auto* kGetHuge = "GET /huge HTTP/1.1\r\nHost: a\r\n\r\n";
    auto limits = patient();
    limits.untaken_bytes = 2 * kHuge;
    auto const answer = [](Request const& request, Reply const& reply) {
        if (request.path() == "/huge") return reply(text(std::string(kHuge, 'x')));
        echo(request, reply);
    };
    RunningServer server{answer, limits};
    RawClient first{server.port()};
    RawClient second{server.port()};
    for (auto* const idler : {&first, &second}) {
        idler->send(kGetHuge);
        idler->read_until("\r\n\r\n");
    }

    RawClient other{server.port()};
    auto const refused = other.ask(kGetHuge);
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.fields.at("retry-after"), "1");
    EXPECT_EQ(other.ask(kGet).body, "GET /one ") << "there is always room for small ones";

    first.reset();
    EXPECT_TRUE(kit::comes_true([&] { return other.ask(kGetHuge).status == 200; }));
    EXPECT_EQ(other.ask(kGetHuge).body.size(), kHuge) << "what was taken makes room again";
}

TEST_F(HttpHostile, RefusedClientThatGoesOnSendingIsCut) {
    RawClient client{server_.port()};
    client.send("nonsense\r\n");
    EXPECT_EQ(client.read_answer().status, 400);

    auto const sent = send_endlessly(client, std::string(100'000, 'x'));

    EXPECT_LT(sent, 100'000'000U);
}

TEST_F(HttpHostile, ManyAtOnceDoNotKeepAnotherFromBeingServed) {
    std::vector<RawClient> clients;
    for (int number = 0; number < 50; ++number) {
        for (std::string const begun :
             {"",
              "GET / HT",
              kChunkedHead,
              "nonsense\r\n",
              "GET /large HTTP/1.1\r\nHost: a\r\n\r\n"}) {
            clients.emplace_back(server_.port()).send(begun);
        }
        expect_others_are_served();
    }

    expect_others_are_served();
}

}  // namespace
}  // namespace rds::http
