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

template <typename Request>
std::string name_of(testing::TestParamInfo<Request> const& info) {
    return info.param.name;
}

void send_byte_by_byte(RawClient& client, std::string_view bytes) {
    for (char const byte : bytes) {
        if (!client.try_send({&byte, 1})) return;
    }
}

class HttpMalformed : public testing::TestWithParam<MalformedRequest> {
  protected:
    std::atomic<int> handled_ = 0;
    RunningServer server_{[this](Request const& request, Reply const& reply) {
        ++handled_;
        echo(request, reply);
    }};
};

TEST_P(HttpMalformed, IsRefusedWithAllThatFollows) {
    auto const bytes = GetParam().bytes + std::string{kSmuggled};
    RawClient at_once{server_.port()};
    RawClient byte_by_byte{server_.port()};

    at_once.send(bytes);
    send_byte_by_byte(byte_by_byte, bytes);

    expect_refused(at_once, GetParam().status);
    expect_refused(byte_by_byte, GetParam().status);
    EXPECT_EQ(handled_, 0);
}

INSTANTIATE_TEST_SUITE_P(Request, HttpMalformed, testing::ValuesIn(malformed_requests()), name_of<MalformedRequest>);

class HttpOdd : public testing::TestWithParam<OddRequest> {};

TEST_P(HttpOdd, IsAnsweredAsIsTheNext) {
    RunningServer server{echo};
    auto const bytes = GetParam().bytes + "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";
    RawClient at_once{server.port()};
    RawClient byte_by_byte{server.port()};

    at_once.send(bytes);
    send_byte_by_byte(byte_by_byte, bytes);

    for (auto* const client : {&at_once, &byte_by_byte}) {
        EXPECT_EQ(client->read_answer().body, GetParam().echo);
        EXPECT_EQ(client->read_answer().body, "GET /next ");
    }
}

INSTANTIATE_TEST_SUITE_P(Request, HttpOdd, testing::ValuesIn(odd_requests()), name_of<OddRequest>);

}  // namespace
}  // namespace rds::http
