#include "tests/http/captured_log.hpp"
#include "tests/http/handlers.hpp"
#include "tests/http/open_descriptors.hpp"
#include "tests/http/running_server.hpp"
#include "tests/http/tls_server.hpp"

#include <gmock/gmock.h>
#include <openssl/ssl.h>

#include <optional>
#include <vector>

namespace rds::http {
namespace {

using kit::RawClient;
using kit::TlsClient;
using testing::HasSubstr;

// What a handshake fails with; empty if it does not.
std::string refusal_of(std::uint16_t port, TlsClient::Wishes const& wishes) {
    try {
        TlsClient const client{port, wishes};
    } catch (std::runtime_error const& error) {
        return error.what();
    }
    return {};
}

TEST(HttpTls, IsServedInBothVersionsThatAreCurrent) {
    RunningServer server{echo, {}, 1, with_tls()};

    TlsClient older{server.port(), {.version = TLS1_2_VERSION}};
    TlsClient newer{server.port(), {.version = TLS1_3_VERSION}};

    EXPECT_EQ(older.protocol(), "TLSv1.2");
    EXPECT_EQ(newer.protocol(), "TLSv1.3");
    EXPECT_EQ(older.ask(kGet).body, "GET /one ");
    EXPECT_EQ(newer.ask(kGet).body, "GET /one ");
}

TEST(HttpTls, BeforeVersion12IsRefusedByAnAlert) {
    CapturedLog const log;
    {
        RunningServer server{echo, {}, 1, with_tls()};
        auto const with_server = open_descriptors();
        EXPECT_THAT(
            refusal_of(server.port(), {.version = TLS1_1_VERSION}),
            HasSubstr("tlsv1 alert protocol version")
        );
        EXPECT_TRUE(descriptors_fall_to(with_server));  // the alert arrives before it is logged
    }
    EXPECT_THAT(log.text(), HasSubstr("127.0.0.1 speaks an older protocol than TLS 1.2"));
}

TEST(HttpTls, ChoosesHttp11AndRefusesAClientThatOffersHttp2Alone) {
    CapturedLog const log;
    {
        RunningServer server{echo, {}, 1, with_tls()};
        TlsClient both{server.port(), {.protocols = "\x02h2\x08http/1.1"}};
        EXPECT_EQ(both.chosen_protocol(), "http/1.1");
        EXPECT_EQ(both.ask(kGet).body, "GET /one ");
        auto const with_one = open_descriptors();
        EXPECT_THAT(
            refusal_of(server.port(), {.protocols = "\x02h2"}),
            HasSubstr("no application protocol")
        );
        EXPECT_TRUE(descriptors_fall_to(with_one));  // the alert arrives before it is logged
    }
    EXPECT_THAT(log.text(), HasSubstr("offers HTTP/2 alone"));
}

TEST(HttpTls, SharesItsPortWithPlainHttp) {
    std::optional<bool> secure;
    RunningServer server{
        [&secure](Request const& request, Reply const& reply) {
            secure = request.secure;
            reply(text("fine"));
        },
        {},
        1,
        with_tls()};
    RawClient plain{server.port()};
    TlsClient encrypted{server.port()};

    for (int request = 0; request < 3; ++request) {
        EXPECT_EQ(plain.ask(kGet).body, "fine");
        EXPECT_EQ(secure, false);
        EXPECT_EQ(encrypted.ask(kGet).body, "fine");
        EXPECT_EQ(secure, true);
    }
}

TEST(HttpTls, IsTrustedByAClientThatWasGivenTheCertificate) {
    RunningServer server{echo, {}, 1, with_tls()};
    auto const pem = test_certificate().pem();

    for (auto const* const name : {"localhost", "127.0.0.1"}) {
        TlsClient client{server.port(), {.trusted = pem, .name = name}};
        EXPECT_EQ(client.ask(kGet).status, 200) << name;
    }
    EXPECT_THAT(
        refusal_of(server.port(), {.trusted = pem, .name = "example.com"}),
        HasSubstr("certificate verify failed")
    );
}

TEST(HttpTls, IsNotTrustedByOthersAndTheLogSaysWhatToDo) {
    CapturedLog const log;
    {
        RunningServer server{echo, {}, 1, with_tls()};
        auto const with_server = open_descriptors();
        auto const other =
            tls::self_signed(tls::generate_key(), {"localhost"}, test_certificate().not_before());
        for (int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
            EXPECT_THAT(
                refusal_of(server.port(), {.version = version, .trusted = other.pem()}),
                HasSubstr("certificate verify failed")
            );
        }
        EXPECT_TRUE(descriptors_fall_to(with_server));  // the server has read the alerts
    }
    EXPECT_THAT(log.text(), HasSubstr("127.0.0.1 does not trust the certificate"));
    EXPECT_THAT(log.text(), HasSubstr("--tls-cert-file"));
}

TEST(HttpTls, AnswersPipelinedRequestsInOrder) {
    RunningServer server{echo, {}, 1, with_tls()};
    TlsClient client{server.port()};

    std::string requests;
    constexpr int kRequests = 50;
    for (int number = 0; number < kRequests; ++number)
        requests += "GET /" + std::to_string(number) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    client.send(requests);

    for (int number = 0; number < kRequests; ++number)
        EXPECT_EQ(client.read_answer().body, "GET /" + std::to_string(number) + " ");
}

TEST(HttpTls, CarriesLargeBodiesBothWays) {
    Limits limits;
    limits.body_bytes = 8UL * 1024 * 1024;
    RunningServer server{echo, limits, 1, with_tls()};
    TlsClient client{server.port()};
    std::string const body(5'000'000, 'x');

    for (int request = 0; request < 2; ++request) {
        auto const answer =
            client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n" + body);
        EXPECT_EQ(answer.body, "POST / " + body);
    }
}

TEST(HttpTls, TakesARequestByteByByte) {
    RunningServer server{echo, {}, 1, with_tls()};
    TlsClient client{server.port()};

    for (char const c : std::string_view{kGet})
        client.send({&c, 1});

    EXPECT_EQ(client.read_answer().body, "GET /one ");
}

TEST(HttpTls, TakesARecordByteByByte) {
    RunningServer server{echo, {}, 1, with_tls()};
    for (int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TlsClient client{server.port(), {.version = version}};

        auto const record = client.encrypted(kGet);
        for (char const& byte : record)
            client.send_unencrypted({&byte, 1});

        EXPECT_EQ(client.read_answer().body, "GET /one ");
    }
}

TEST(HttpTls, ContinuesOnExpectation) {
    RunningServer server{echo, {}, 1, with_tls()};
    TlsClient client{server.port()};

    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("ab");

    EXPECT_EQ(client.read_answer().body, "POST / ab");
}

TEST(HttpTls, IsClosedInOrderAfterTheLastAnswer) {
    RunningServer server{echo, {}, 1, with_tls()};
    TlsClient client{server.port()};

    client.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_TRUE(client.was_closed_in_order());
}

TEST(HttpTls, AnswersAClientThatSaysItsGoodbyeFirst) {
    RunningServer server{echo, {}, 1, with_tls()};
    for (int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TlsClient client{server.port(), {.version = version}};

        client.send(kGet);
        client.say_goodbye();

        EXPECT_EQ(client.read_answer().body, "GET /one ");
        EXPECT_EQ(client.read_to_end(), "");
        EXPECT_TRUE(client.was_closed_in_order());
    }
}

TEST(HttpTls, IsServedOnSeveralThreads) {
    RunningServer server{echo, {}, 2, with_tls()};
    std::vector<std::future<int>> clients;
    for (int number = 0; number < 8; ++number) {
        clients.push_back(std::async(std::launch::async, [port = server.port()] {
            int answers = 0;
            for (int connection = 0; connection < 5; ++connection) {
                TlsClient client{port};
                for (int request = 0; request < 10; ++request)
                    answers += client.ask(kGet).status == 200 ? 1 : 0;
            }
            return answers;
        }));
    }
    for (auto& client : clients)
        EXPECT_EQ(client.get(), 50);
}

}  // namespace
}  // namespace rds::http
