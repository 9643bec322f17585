#include "server/http/request_parser.hpp"

#include "tests/http/malformed/malformed_request.hpp"
#include "tests/http/odd_requests.hpp"

#include <boost/asio/buffer.hpp>
#include <gtest/gtest.h>

#include <span>

namespace rds::http {
namespace {

// What a parser makes of bytes that come in pieces.
struct Outcome {
    Reading reading = Reading::unfinished;
    Request request;
    std::string rest;  // of the bytes that had come
};

Outcome outcome_of(std::span<std::string_view const> pieces, Limits const& limits = {}) {
    Outcome outcome;
    RequestParser parser{outcome.request, limits};
    boost::beast::flat_buffer buffer;
    for (auto const piece : pieces) {
        buffer.commit(
            boost::asio::buffer_copy(buffer.prepare(piece.size()), boost::asio::buffer(piece))
        );
        if (outcome.reading != Reading::unfinished) continue;
        outcome.reading = parser.read(buffer);
    }
    outcome.rest.assign(static_cast<char const*>(buffer.cdata().data()), buffer.size());
    return outcome;
}

// All at once, in two pieces of every size, and byte by byte.
std::vector<std::vector<std::string_view>> splits_of(std::string_view bytes) {
    std::vector<std::vector<std::string_view>> splits{{bytes}, {}};
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        splits[1].push_back(bytes.substr(at, 1));
        if (at > 0) splits.push_back({bytes.substr(0, at), bytes.substr(at)});
    }
    return splits;
}

TEST(RequestParser, RefusesAMalformedRequestHoweverItIsSplit) {
    for (auto const& malformed : malformed_requests()) {
        auto const bytes = malformed.bytes + std::string{kSmuggled};
        for (auto const& pieces : splits_of(bytes)) {
            auto const reading = outcome_of(pieces).reading;
            EXPECT_EQ(static_cast<int>(reading), malformed.status)
                << malformed.name << ", first piece: " << pieces.front();
        }
    }
}

TEST(RequestParser, ReadsAnOddRequestAlikeHoweverItIsSplitAndLeavesTheNext) {
    for (auto const& odd : odd_requests()) {
        auto const bytes = odd.bytes + std::string{kSmuggled};
        for (auto const& pieces : splits_of(bytes)) {
            auto const [reading, request, rest] = outcome_of(pieces);
            EXPECT_EQ(reading, Reading::complete) << odd.name;
            EXPECT_EQ(request.method + " " + request.target + " " + request.body, odd.echo);
            EXPECT_EQ(rest, kSmuggled) << odd.name;
        }
    }
}

TEST(RequestParser, AppliesItsLimitsAlikeHoweverARequestIsSplit) {
    Limits limits;
    limits.target_bytes = 10;
    limits.header_bytes = 18;
    limits.body_bytes = 4;
    std::string const post = "POST / HTTP/1.1\r\nHost: a\r\n";
    std::string const chunked = "POST / HTTP/1.1\r\nHost:\r\n";  // with room for the coding
    auto const expect = [&limits](Reading reading, std::string const& bytes) {
        for (auto const& pieces : splits_of(bytes))
            EXPECT_EQ(outcome_of(pieces, limits).reading, reading) << bytes;
    };

    expect(Reading::complete, "GET /234567890 HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(Reading::target_too_large, "GET /2345678901 HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(Reading::target_too_large, "GET /2345678901234567890123");
    expect(Reading::complete, post + "X: 45\r\n\r\n");
    expect(Reading::header_too_large, post + "X: 456\r\n\r\n");
    expect(Reading::header_too_large, post + "X: 4567890123");
    limits.header_bytes = 50;
    expect(Reading::complete, post + "Content-Length: 4\r\n\r\nbody");
    expect(Reading::body_too_large, post + "Content-Length: 5\r\n\r\nbody!");
    auto const coded = chunked + "Transfer-Encoding: chunked\r\n\r\n";
    expect(Reading::complete, coded + "2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n");
    expect(Reading::body_too_large, coded + "2\r\nbo\r\n3\r\ndy!\r\n0\r\n\r\n");
    expect(Reading::header_too_large, coded + "1;" + std::string(49, 'x') + "\r\nb\r\n0\r\n\r\n");
    expect(Reading::header_too_large, coded + "0\r\nX: " + std::string(50, 'x') + "\r\n\r\n");
}

}  // namespace
}  // namespace rds::http
