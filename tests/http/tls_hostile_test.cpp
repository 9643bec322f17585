#include "tests/http/captured_log.hpp"
#include "tests/http/handlers.hpp"
#include "tests/http/open_descriptors.hpp"
#include "tests/http/refused.hpp"
#include "tests/http/running_server.hpp"
#include "tests/http/tls_server.hpp"

#include <gmock/gmock.h>
#include <openssl/ssl.h>

#include <atomic>

namespace rds::http {
namespace {

using kit::RawClient;
using kit::TlsClient;
using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::StartsWith;

// The beginning of a ClientHello of 512 bytes in a record of its own.
constexpr std::string_view kHalfHello{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11};
constexpr std::size_t kHelloSize = 5 + 512;

// Long enough for a busy machine to shake hands.
constexpr milliseconds kLongestHandshake{1000};

Limits handshake_limits() {
    return {.request_time = kLongestHandshake, .idle_time = 2 * kit::kPatience};
}

// Counts what reaches the handler: nothing of what is broken may.
class HttpTlsHostile : public testing::Test {
  protected:
    Handler counting() {
        return [this](Request const& request, Reply const& reply) {
            ++asked_;
            echo(request, reply);
        };
    }

    // All of it.
    std::string log() {
        server_.stop();
        EXPECT_TRUE(server_.has_ended());
        return log_.text();
    }

    std::atomic<int> asked_ = 0;

  private:
    CapturedLog log_;
    RunningServer server_{counting(), handshake_limits(), 1, with_tls()};

  protected:
    std::uint16_t const port_ = server_.port();
};

TEST_F(HttpTlsHostile, StalledHandshakeIsCutAtTheDeadline) {
    RawClient one_byte{port_};
    RawClient half{port_};
    one_byte.send("\x16");
    half.send(kHalfHello);

    EXPECT_EQ(one_byte.read_to_end(), "");
    EXPECT_EQ(half.read_to_end(), "");
    EXPECT_THAT(log(), HasSubstr("did not finish its TLS handshake in time"));
}

TEST_F(HttpTlsHostile, HandshakeThatDripsIsCutAsWell) {
    RawClient client{port_};
    client.send(kHalfHello);

    // Its last byte is never sent.
    auto left = kHelloSize - kHalfHello.size() - 1;
    while (client.stays_silent(kLongestHandshake / 20) && client.try_send("x"))
        ASSERT_NE(--left, 0U) << "the hello is nearly whole, and the connection still open";

    EXPECT_EQ(client.read_to_end(), "");
}

TEST_F(HttpTlsHostile, RequestWithinTlsThatStallsIs408) {
    TlsClient client{port_};
    client.send("GET / HT");
    expect_bare(client.read_answer(), 408);
    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_TRUE(client.was_closed_in_order());
}

TEST_F(HttpTlsHostile, GarbageBehindTheFirstByteIsClosedWithAnAlert) {
    for (std::string const& garbage :
         {std::string(100, '\x16'),
          std::string{"\x16"} + kGet,
          std::string{"\x16\x03\x01\xff\xff"} + std::string(70'000, 'x'),
          std::string{"\x16\x03\x01\x00\x00", 5} + std::string(100, '\0'),
          std::string{"\x16\x03\x01\x00\x04\x01\xff\xff\xff", 9} + std::string(300, 'y')}) {
        RawClient client{port_};
        client.try_send(garbage);
        client.finish_sending();
        EXPECT_THAT(client.read_to_end(), Not(HasSubstr("HTTP")));
    }
    EXPECT_THAT(log(), HasSubstr("broke off the TLS handshake"));
    EXPECT_EQ(asked_, 0);
}

TEST_F(HttpTlsHostile, PlainTextBehindAHandshakeIsNoRequest) {
    for (int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TlsClient client{port_, {.version = version}};
        client.send_unencrypted(kGet);
        EXPECT_EQ(client.read_to_end(), "");
    }
    EXPECT_EQ(asked_, 0);
}

TEST_F(HttpTlsHostile, PlainTextBehindARequestWithinTlsIsNoRequest) {
    TlsClient client{port_};
    EXPECT_EQ(client.ask(kGet).status, 200);
    client.send_unencrypted(kGet);
    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_EQ(asked_, 1);
}

TEST_F(HttpTlsHostile, AlteredByteEndsTheConnection) {
    for (int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TlsClient client{port_, {.version = version}};
        auto record = client.encrypted(kGet);
        record.back() = static_cast<char>(record.back() ^ 1);
        client.send_unencrypted(record);
        EXPECT_EQ(client.read_to_end(), "");
    }
    EXPECT_EQ(asked_, 0);
}

TEST_F(HttpTlsHostile, RenegotiatesNothing) {
    TlsClient client{port_, {.version = TLS1_2_VERSION}};  // 1.3 does not know it
    try {
        client.renegotiate();
        FAIL() << "not refused";
    } catch (std::runtime_error const& error) {
        EXPECT_THAT(error.what(), HasSubstr("no renegotiation"));
    }
}

TEST_F(HttpTlsHostile, HelloBehindAPlainRequestIs400) {
    RawClient client{port_};
    EXPECT_EQ(client.ask(kGet).status, 200);
    client.send(std::string{kHalfHello} + "\r\n\r\n");
    expect_refused(client, 400);
}

TEST_F(HttpTlsHostile, HelloWithinTlsIs400) {
    TlsClient client{port_};
    client.send(std::string{kHalfHello} + "\r\n\r\n");
    expect_bare(client.read_answer(), 400);
    EXPECT_EQ(asked_, 0);
}

TEST_F(HttpTlsHostile, WhatFollowsARefusalWithinTlsIsNotAnswered) {
    TlsClient client{port_};
    client.send(std::string{"nonsense\r\n\r\n"} + kGet);
    expect_bare(client.read_answer(), 400);
    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_TRUE(client.was_closed_in_order());
    EXPECT_EQ(asked_, 0);
}

TEST_F(HttpTlsHostile, RequestThatIsCutWithinTlsIsNoRequest) {
    {
        TlsClient client{port_};
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
        client.reset();
    }
    TlsClient client{port_};
    EXPECT_EQ(client.ask(kGet).status, 200);
    EXPECT_EQ(asked_, 1);
}

TEST_F(HttpTlsHostile, ClientsThatHangUpAnywhereLeaveNothingOpen) {
    RawClient{port_}.send("\x16");
    auto const descriptors = open_descriptors();
    for (int round = 0; round < 30; ++round) {
        RawClient half{port_};
        half.send(kHalfHello.substr(0, static_cast<std::size_t>(1 + round % 11)));
        if (round % 2 == 0) half.reset();
        TlsClient silent{port_};
        TlsClient reset{port_};
        reset.send(kGet);
        reset.reset();
    }
    EXPECT_TRUE(descriptors_fall_to(descriptors));
    EXPECT_EQ(TlsClient{port_}.ask(kGet).status, 200);
}

TEST(HttpTlsLog, SuspectsTheCertificateIfAClientHangsUpAfterTheHandshake) {
    CapturedLog const log;
    auto const descriptors = open_descriptors();
    {
        RunningServer server{echo, {}, 1, with_tls()};
        auto const with_server = open_descriptors();
        { TlsClient const silent{server.port()}; }
        EXPECT_TRUE(descriptors_fall_to(with_server));
        { EXPECT_EQ(TlsClient{server.port()}.ask(kGet).status, 200); }
        EXPECT_TRUE(descriptors_fall_to(with_server));
    }
    EXPECT_TRUE(descriptors_fall_to(descriptors));
    EXPECT_THAT(log.text(), StartsWith("INFO  127.0.0.1 hung up after the TLS handshake without"));
    EXPECT_EQ(std::ranges::count(log.text(), '\n'), 1) << log.text();
}

}  // namespace
}  // namespace rds::http
