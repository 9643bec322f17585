#include "tests/http/odd_requests.hpp"

namespace rds::http {

namespace {

std::string get(std::string const& lines) {
    return "GET / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n\r\n";
}

std::string chunked(std::string const& body) {
    return "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
}

std::vector<OddRequest> odd_heads() {
    return {
        {"EmptyLineBefore", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / "},
        {"UnknownMethod", "BREW! /pot HTTP/1.1\r\nHost: a\r\n\r\n", "BREW! /pot "},
        {"ServerAsAWhole", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * "},
        {"Url", "GET http://a:1/b?c HTTP/1.1\r\nHost: a\r\n\r\n", "GET /b?c "},
        {"TargetNotAscii", "GET /\xC3\xA4 HTTP/1.1\r\nHost: a\r\n\r\n", "GET /\xC3\xA4 "},
        {"NameInAnyCase", "GET / HTTP/1.1\r\nhOsT: a\r\n\r\n", "GET / "},
        {"HostEmpty", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "GET / "},
        {"HostIsIpv6", "GET / HTTP/1.1\r\nHost: [::1]:2014\r\n\r\n", "GET / "},
        {"HostWithUnderscore", "GET / HTTP/1.1\r\nHost: my_service:80\r\n\r\n", "GET / "},
        {"BlanksAroundValue", get("X: \t a \t "), "GET / "},
        {"NoBlankBeforeValue", get("X:a"), "GET / "},
        {"ValueEmpty", get("X:"), "GET / "},
        {"ValueWithTabAndColon", get("X: a\t:b"), "GET / "},
        {"ValueNotAscii", get("X: \xE4\xC3\xA4"), "GET / "},
        {"NameOfOddCharacters", get("!#$%&'*+-.^_`|~1: a"), "GET / "},
        {"FieldTwice", get("X: a\r\nX: a"), "GET / "},
        {"UpgradeIsIgnored", get("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c"), "GET / "},
        {"ConnectionWithEmptyElements", get("Connection: , keep-alive,,"), "GET / "},
        {"Http10", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "GET / "},
        {"Http10WithExpectation",
         "GET / HTTP/1.0\r\nConnection: keep-alive\r\nExpect: miracles\r\n\r\n",
         "GET / "},
    };
}

std::vector<OddRequest> odd_bodies() {
    return {
        {"LengthOfNothing", get("Content-Length: 0"), "GET / "},
        {"LengthWithZeros", get("Content-Length: 00002") + "ab", "GET / ab"},
        {"LengthBetweenBlanks", get("Content-Length: \t2 ") + "ab", "GET / ab"},
        {"BodyThatLooksLikeARequest",
         get("Content-Length: 9") + "\r\n\r\nGET /",
         "GET / \r\n\r\nGET /"},
        {"CodingInAnyCase",
         "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \tCHUNKED \r\n\r\n0\r\n\r\n",
         "POST / "},
        {"NoChunk", chunked("0\r\n\r\n"), "POST / "},
        {"LastChunkOfManyZeros", chunked("1\r\na\r\n0000000000000000\r\n\r\n"), "POST / a"},
        {"SizeWithZeros",
         chunked("00000000000000A\r\n0123456789\r\n0\r\n\r\n"),
         "POST / 0123456789"},
        {"SizeInLowerCase", chunked("a\r\n0123456789\r\n0\r\n\r\n"), "POST / 0123456789"},
        {"Extensions", chunked("1;a;b=c;d=\"e;\\\" f\"\r\nx\r\n0;g\r\n\r\n"), "POST / x"},
        {"ChunkOfLineBreaks", chunked("4\r\n\r\n\r\n\r\n0\r\n\r\n"), "POST / \r\n\r\n"},
        {"Trailer", chunked("1\r\nx\r\n0\r\nX: a\r\nHost: b\r\n\r\n"), "POST / x"},
    };
}

}  // namespace

std::vector<OddRequest> odd_requests() {
    auto all = odd_heads();
    auto const bodies = odd_bodies();
    all.insert(all.end(), bodies.begin(), bodies.end());
    return all;
}

}  // namespace rds::http
