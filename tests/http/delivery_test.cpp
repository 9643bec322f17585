// Answers that come late, in part or not at all.
#include "tests/http/handlers.hpp"
#include "tests/http/running_server.hpp"
#include "tests/http/tls_server.hpp"

#include <gmock/gmock.h>

#include <future>
#include <utility>

namespace rds::http {
namespace {

using kit::RawClient;
using kit::TlsClient;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using Sent = Delivery::Sent;

constexpr auto kHead = "HEAD /one HTTP/1.1\r\nHost: a\r\n\r\n";

Handler delivering(Delivery delivery, std::string const& body = "0123456789") {
    return [delivery, body](Request const&, Reply const& reply) {
        auto response = text(body);
        response.delivery = delivery;
        reply(std::move(response));
    };
}

// Tells when a request has come, so that a test need not guess.
Handler announcing(std::promise<void>& asked, Handler handler) {
    return [&asked, handler = std::move(handler)](Request const& request, Reply const& reply) {
        asked.set_value();
        handler(request, reply);
    };
}

// A delay is a lower bound: no machine is too slow for it.
std::chrono::steady_clock::duration time_of(auto&& work) {
    auto const begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::steady_clock::now() - begin;
}

// One thread without strands, and two with.
class HttpDelivery : public testing::TestWithParam<int> {};

INSTANTIATE_TEST_SUITE_P(Threads, HttpDelivery, testing::Values(1, 2));

TEST_P(HttpDelivery, HoldsAnAnswerBackAndKeepsTheConnection) {
    RunningServer server{delivering({.delay = milliseconds{150}}), {}, GetParam()};
    RawClient client{server.port()};

    for (int request = 0; request < 2; ++request) {
        auto const time = time_of([&] { EXPECT_EQ(client.ask(kGet).body, "0123456789"); });
        EXPECT_GE(time, milliseconds{150});
    }
}

TEST_P(HttpDelivery, ServesOthersWhileOneAnswerIsHeldBack) {
    auto const handler = [](Request const& request, Reply const& reply) {
        auto response = text("here");
        if (request.target == "/one") response.delivery.delay = minutes{10};
        reply(std::move(response));
    };
    RunningServer server{handler, {}, GetParam()};
    RawClient slow{server.port()};
    slow.send(kGet);

    RawClient other{server.port()};
    EXPECT_EQ(other.ask("GET /two HTTP/1.1\r\nHost: a\r\n\r\n").body, "here");
    EXPECT_TRUE(slow.stays_silent(milliseconds{50}));
}

TEST_P(HttpDelivery, HoldsBackForLongerThanARequestMayTake) {
    constexpr milliseconds kSoon{500};
    RunningServer server{
        delivering({.delay = kSoon * 3 / 2}),
        {.request_time = kSoon, .idle_time = kSoon},
        GetParam()};
    RawClient client{server.port()};

    EXPECT_EQ(client.ask(kGet).body, "0123456789");
}

TEST_P(HttpDelivery, ClosesWithoutAByteWhereNothingIsSent) {
    RunningServer server{delivering({.sent = Sent::nothing}), {}, GetParam()};
    RawClient client{server.port()};
    client.send(kGet);

    EXPECT_EQ(client.read_to_end(), "");
}

TEST_P(HttpDelivery, HoldsBackEvenTheEnd) {
    RunningServer server{
        delivering({.delay = milliseconds{150}, .sent = Sent::nothing}),
        {},
        GetParam()};
    RawClient client{server.port()};

    auto const time = time_of([&] {
        client.send(kGet);
        EXPECT_EQ(client.read_to_end(), "");
    });
    EXPECT_GE(time, milliseconds{150});
}

TEST_P(HttpDelivery, CutsABodyInHalfUnderItsWholeLength) {
    RunningServer server{delivering({.sent = Sent::truncated}), {}, GetParam()};
    RawClient client{server.port()};
    client.send(kGet);

    auto const answer = client.read_head();
    EXPECT_EQ(answer.fields.at("content-length"), "10");
    EXPECT_EQ(answer.fields.at("connection"), "close");
    EXPECT_EQ(client.read_to_end(), "01234");
}

TEST_P(HttpDelivery, FindsNothingToCutWhereNoBodyIsSent) {
    RunningServer server{delivering({.sent = Sent::truncated}), {}, GetParam()};
    RawClient client{server.port()};
    client.send(kHead);

    EXPECT_EQ(client.read_head().status, 200);
    EXPECT_EQ(client.read_to_end(), "");
}

TEST_P(HttpDelivery, DoesTheSameOverTls) {
    RunningServer late{delivering({.delay = milliseconds{100}}), {}, GetParam(), with_tls()};
    RunningServer none{delivering({.sent = Sent::nothing}), {}, GetParam(), with_tls()};
    RunningServer half{delivering({.sent = Sent::truncated}), {}, GetParam(), with_tls()};

    TlsClient waits{late.port()};
    auto const time = time_of([&] { EXPECT_EQ(waits.ask(kGet).body, "0123456789"); });
    EXPECT_GE(time, milliseconds{100});

    TlsClient gets_none{none.port()};
    gets_none.send(kGet);
    EXPECT_EQ(gets_none.read_to_end(), "");

    TlsClient gets_half{half.port()};
    gets_half.send(kGet);
    EXPECT_EQ(gets_half.read_head().fields.at("content-length"), "10");
    EXPECT_EQ(gets_half.read_to_end(), "01234");
}

// Draining takes longer than a test would wait, so that only the end of the delay can end it.
template <class Client>
void expect_stop_ends_the_delay(int threads, std::shared_ptr<SSL_CTX> const& tls) {
    Limits limits;
    limits.drain_time = 2 * kit::kPatience;
    std::promise<void> asked;
    auto const handler = announcing(asked, delivering({.delay = minutes{10}}));
    RunningServer server{handler, limits, threads, tls};
    Client client{server.port()};
    client.send(kGet);
    asked.get_future().wait();

    server.stop();

    auto const answer = client.read_answer();
    EXPECT_EQ(answer.body, "0123456789");
    EXPECT_EQ(answer.fields.at("connection"), "close");
    EXPECT_TRUE(server.has_ended());
}

TEST_P(HttpDelivery, StopDoesNotWaitForADelay) {
    expect_stop_ends_the_delay<RawClient>(GetParam(), nullptr);
    expect_stop_ends_the_delay<TlsClient>(GetParam(), with_tls());
}

TEST_P(HttpDelivery, StopEndsADelayBehindWhichNothingComes) {
    Limits limits;
    limits.drain_time = 2 * kit::kPatience;
    std::promise<void> asked;
    auto const handler =
        announcing(asked, delivering({.delay = minutes{10}, .sent = Sent::nothing}));
    RunningServer server{handler, limits, GetParam()};
    RawClient client{server.port()};
    client.send(kGet);
    asked.get_future().wait();

    server.stop();

    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_TRUE(server.has_ended());
}

// A reply that comes after stop() is not held back at all.
TEST_P(HttpDelivery, DoesNotBeginToHoldBackOnceTheServerStops) {
    Limits limits;
    limits.drain_time = 2 * kit::kPatience;
    Waiting waiting;
    RunningServer server{waiting.handler(), limits, GetParam()};
    RawClient client{server.port()};
    client.send(kGet);
    auto const asked = waiting.take();

    server.stop();
    auto response = text("late");
    response.delivery.delay = minutes{10};
    asked.reply(std::move(response));

    EXPECT_EQ(client.read_answer().body, "late");
    EXPECT_TRUE(server.has_ended());
}

TEST_P(HttpDelivery, SurvivesAClientThatHangsUpMeanwhile) {
    RunningServer server{delivering({.delay = milliseconds{100}}), {}, GetParam()};
    {
        RawClient gone{server.port()};
        gone.send(kGet);
        gone.reset();
    }

    RawClient client{server.port()};
    EXPECT_EQ(client.ask(kGet).status, 200);
}

}  // namespace
}  // namespace rds::http
