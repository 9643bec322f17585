// The end of connections over TLS: of the server, for others, for want of room.
#include "tests/http/handlers.hpp"
#include "tests/http/open_descriptors.hpp"
#include "tests/http/running_server.hpp"
#include "tests/http/tls_server.hpp"

#include <gmock/gmock.h>
#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace rds::http {
namespace {

using kit::RawClient;
using kit::TlsClient;
using std::chrono::milliseconds;
using std::chrono::seconds;

Limits room_for_three() {
    auto limits = patient();
    limits.connections = 3;
    return limits;
}

// What a client begins with.
std::string hello_of_tls_1_2() {
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> const context{
        SSL_CTX_new(TLS_client_method()),
        SSL_CTX_free};
    SSL_CTX_set_max_proto_version(context.get(), TLS1_2_VERSION);
    std::unique_ptr<SSL, decltype(&SSL_free)> const client{SSL_new(context.get()), SSL_free};
    auto* const output = BIO_new(BIO_s_mem());
    SSL_set_bio(client.get(), BIO_new(BIO_s_mem()), output);
    SSL_connect(client.get());
    std::string hello(BIO_ctrl_pending(output), '\0');
    BIO_read(output, hello.data(), static_cast<int>(hello.size()));
    return hello;
}

// One thread without strands, and two with.
class HttpTlsEnd : public testing::TestWithParam<int> {
  protected:
    TlsClient busy_client() const {
        TlsClient client{port_};
        client.send(kHalfPost);
        client.read_until("\r\n\r\n");
        return client;
    }

    RunningServer server_{echo, room_for_three(), GetParam(), with_tls()};
    std::uint16_t const port_ = server_.port();
};

INSTANTIATE_TEST_SUITE_P(Threads, HttpTlsEnd, testing::Values(1, 2));

TEST_P(HttpTlsEnd, StopClosesIdleConnectionsAndHalfHandshakesAtOnce) {
    RawClient half{port_};
    half.send({"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11});
    TlsClient used{port_};
    EXPECT_EQ(used.ask(kGet).status, 200);
    EXPECT_TRUE(server_.comes_to_idle(2));

    server_.stop();

    EXPECT_EQ(used.read_to_end(), "");
    EXPECT_TRUE(used.was_closed_in_order());
    EXPECT_EQ(half.read_to_end(), "");
    EXPECT_TRUE(server_.has_ended());
}

TEST_P(HttpTlsEnd, SaysNoGoodbyeWithinAHandshake) {
    RawClient client{port_};
    client.send(hello_of_tls_1_2());
    constexpr std::string_view kServerHelloDone{"\x16\x03\x03\x00\x04\x0e\x00\x00\x00", 9};
    auto const flight = client.read_until(kServerHelloDone);
    EXPECT_FALSE(flight.empty());
    EXPECT_TRUE(server_.comes_to_idle(1));

    server_.stop();

    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_TRUE(server_.has_ended());
}

TEST_P(HttpTlsEnd, StopLetsARequestFinish) {
    auto client = busy_client();

    server_.stop();
    client.send("x");

    auto const answer = client.read_answer();
    EXPECT_EQ(answer.body, "POST /busy x");
    EXPECT_EQ(answer.fields.at("connection"), "close");
    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_TRUE(client.was_closed_in_order());
    EXPECT_TRUE(server_.has_ended());
}

TEST_P(HttpTlsEnd, StopEndsARefusedOneThatStays) {
    TlsClient client{port_};
    client.send("nonsense\r\n\r\n");
    EXPECT_EQ(client.read_answer().status, 400);

    server_.stop();

    EXPECT_TRUE(server_.has_ended());
}

TEST_P(HttpTlsEnd, LongestIdleOneMakesRoom) {
    TlsClient first{port_};
    EXPECT_EQ(first.ask(kGet).status, 200);
    EXPECT_TRUE(server_.comes_to_idle(1));
    TlsClient second{port_};
    EXPECT_EQ(second.ask(kGet).status, 200);
    TlsClient third{port_};
    EXPECT_EQ(third.ask(kGet).status, 200);
    EXPECT_TRUE(server_.comes_to_idle(3));

    TlsClient fourth{port_};
    EXPECT_EQ(fourth.ask(kGet).status, 200);

    EXPECT_EQ(first.read_to_end(), "");
    EXPECT_TRUE(first.was_closed_in_order());
    for (auto* const client : {&second, &third, &fourth})
        EXPECT_EQ(client->ask(kGet).status, 200);
}

TEST_P(HttpTlsEnd, StalledHandshakesMakeRoom) {
    std::vector<RawClient> stalled;
    for (int number = 0; number < 20; ++number) {
        stalled.emplace_back(port_);
        stalled.back().send("\x16\x03\x01");
    }

    TlsClient client{port_};

    EXPECT_EQ(client.ask(kGet).status, 200);
    EXPECT_EQ(stalled.front().read_to_end(), "");
}

TEST_P(HttpTlsEnd, NewestIsToldThatThereIsNoRoom) {
    auto first = busy_client();
    auto second = busy_client();
    auto third = busy_client();

    for (int number = 0; number < 5; ++number) {
        TlsClient newest{port_};
        newest.send(kGet);
        EXPECT_EQ(newest.read_answer().status, 503);
        EXPECT_EQ(newest.read_to_end(), "");
        EXPECT_TRUE(newest.was_closed_in_order());
        RawClient plain{port_};
        EXPECT_EQ(plain.ask(kGet).status, 503);
    }

    for (auto* const client : {&first, &second, &third}) {
        client->send("x");
        EXPECT_EQ(client->read_answer().body, "POST /busy x");
    }
}

TEST_P(HttpTlsEnd, ManyClientsInTurnsNeitherHangNorStayOpen) {
    auto const descriptors = open_descriptors();
    {
        std::vector<std::jthread> clients;
        for (int number = 0; number < 6; ++number) {
            clients.emplace_back([port = port_] {
                for (int connection = 0; connection < 20; ++connection) {
                    try {
                        TlsClient client{port};
                        auto const status = client.ask(kGet).status;
                        EXPECT_TRUE(status == 200 || status == 503) << status;
                    } catch (std::runtime_error const&) {  // had to make room
                    }
                }
            });
        }
    }
    EXPECT_TRUE(descriptors_fall_to(descriptors + 3));
    EXPECT_EQ(TlsClient{port_}.ask(kGet).status, 200);
    server_.stop();
    EXPECT_TRUE(server_.has_ended());
}

TEST(HttpTlsTimes, IdleConnectionIsClosedInOrder) {
    constexpr milliseconds kSoon{400};
    RunningServer server{echo, {.request_time = kSoon, .idle_time = kSoon}, 1, with_tls()};
    TlsClient fresh{server.port()};
    TlsClient used{server.port()};
    EXPECT_EQ(used.ask(kGet).status, 200);

    for (auto* const client : {&fresh, &used}) {
        EXPECT_EQ(client->read_to_end(), "");
        EXPECT_TRUE(client->was_closed_in_order());
    }
}

TEST(HttpTlsTimes, ClientThatDoesNotTakeItsAnswerIsCut) {
    Limits limits{.request_time = milliseconds{400}};
    limits.drain_time = 2 * kit::kPatience;  // so that only the limit can end the session
    RunningServer server{
        [](Request const&, Reply const& reply) { reply(text(std::string(50'000'000, 'x'))); },
        limits,
        1,
        with_tls()};
    TlsClient client{server.port()};

    client.send(kGet);
    client.read_until("\r\n");
    server.stop();

    EXPECT_TRUE(server.has_ended());
    EXPECT_LT(client.read_to_end().size(), 50'000'000U);
    EXPECT_FALSE(client.was_closed_in_order());
}

}  // namespace
}  // namespace rds::http
