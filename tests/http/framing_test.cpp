#include "tests/http/handlers.hpp"
#include "tests/http/malformed/malformed_request.hpp"
#include "tests/http/odd_requests.hpp"
#include "tests/http/refused.hpp"
#include "tests/http/running_server.hpp"
#include "tests/kit/raw_client.hpp"

#include <gmock/gmock.h>

#include <atomic>

namespace rds::http {
namespace {

using kit::RawClient;

void send_byte_by_byte(RawClient& client, std::string_view bytes) {
    for (char const byte : bytes) {
        if (!client.try_send({&byte, 1})) return;
    }
}

class HttpFraming : public testing::Test {
  protected:
    std::atomic<int> handled_ = 0;
    RunningServer server_{[this](Request const& request, Reply const& reply) {
        ++handled_;
        echo(request, reply);
    }};
};

TEST_F(HttpFraming, RefusesAMalformedRequestWithAllThatFollows) {
    for (auto const& malformed : malformed_requests()) {
        SCOPED_TRACE(malformed.name);
        RawClient client{server_.port()};
        client.send(malformed.bytes + std::string{kSmuggled});
        expect_refused(client, malformed.status);
    }
    EXPECT_EQ(handled_, 0);
}

// One of each kind; the parser's own test splits them all.
TEST_F(HttpFraming, RefusesOneThatComesByteByByte) {
    for (auto const& some : malformed_requests_by_kind()) {
        auto const& malformed = some.front();
        SCOPED_TRACE(malformed.name);
        RawClient client{server_.port()};
        send_byte_by_byte(client, malformed.bytes + std::string{kSmuggled});
        expect_refused(client, malformed.status);
    }
    EXPECT_EQ(handled_, 0);
}

TEST_F(HttpFraming, TakesAnOddRequestAndTheNext) {
    for (auto const& odd : odd_requests()) {
        SCOPED_TRACE(odd.name);
        auto const bytes = odd.bytes + "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";
        RawClient at_once{server_.port()};
        RawClient byte_by_byte{server_.port()};

        at_once.send(bytes);
        send_byte_by_byte(byte_by_byte, bytes);

        for (auto* const client : {&at_once, &byte_by_byte}) {
            EXPECT_EQ(client->read_answer().body, odd.echo);
            EXPECT_EQ(client->read_answer().body, "GET /next ");
        }
    }
}

}  // namespace
}  // namespace rds::http
