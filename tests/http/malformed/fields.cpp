#include "tests/http/malformed/malformed_request.hpp"

namespace rds::http {

using namespace std::string_literals;

namespace {

// Behind the request line and Host.
std::string with_fields(std::string const& lines) {
    return "GET / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n\r\n";
}

std::string with_host(std::string const& host) {
    return "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

}  // namespace

std::vector<MalformedRequest> malformed_fields() {
    return {
        {"NoColon", with_fields("X")},
        {"NoName", with_fields(": x")},
        {"BlankBeforeColon", with_fields("X : x")},
        {"TabBeforeColon", with_fields("X\t: x")},
        {"BlankInName", with_fields("X Y: x")},
        {"NameIsNoToken", with_fields("X(Y): x")},
        {"NameIsNotAscii", with_fields("X\xC3\xA4: x")},
        {"NulInName", with_fields("X" + "\0"s + ": x")},
        {"BareCrInName", with_fields("X\rY: x")},
        {"NulInValue", with_fields("X: a" + "\0"s + "b")},
        {"ControlInValue", with_fields("X: a\x01")},
        {"VerticalTabInValue", with_fields("X: a\x0B")},
        {"EscapeInValue", with_fields("X: \x1B[31m")},
        {"DeleteInValue", with_fields("X: a\x7F")},
        {"BareCrInValue", with_fields("X: a\rY: b")},
        {"CrBeforeItsEnd", with_fields("X: a\r")},
        {"BareLfEndsOne", with_fields("X: a\nY: b")},
        {"BareLfEndsTheLast", "GET / HTTP/1.1\r\nHost: a\r\nX: a\n\r\n"},
        {"BareLfEndsTheHead", "GET / HTTP/1.1\r\nHost: a\r\n\n"},
        {"FoldedWithBlank", with_fields("X: a\r\n b")},
        {"FoldedWithTab", with_fields("X: a\r\n\tb")},
        {"FoldedWithoutAnything", with_fields("X: a\r\n ")},
        {"FoldedFromItsBegin", with_fields("X:\r\n a")},
        {"FoldedLength", with_fields("Content-Length:\r\n 5")},
        {"FoldedFirst", "GET / HTTP/1.1\r\n X: a\r\nHost: a\r\n\r\n"},
        {"ConnectionIsNoList", with_fields("Connection: (close)")},
        {"ExpectationUnknown", with_fields("Expect: miracles"), 417},
        {"ExpectationWithAnother", with_fields("Expect: 100-continue, miracles"), 417},
    };
}

std::vector<MalformedRequest> malformed_hosts() {
    return {
        {"NoHost", "GET / HTTP/1.1\r\n\r\n"},
        {"TwoHosts", with_fields("Host: b")},
        {"TwoEqualHosts", with_fields("host: a")},
        {"TwoHostsInHttp10", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"},
        {"HostWithBlank", with_host("a b")},
        {"HostWithPath", with_host("a/b")},
        {"HostWithUser", with_host("b@a")},
        {"HostWithQuery", with_host("a?b")},
        {"HostWithMarkup", with_host("<a>")},
        {"HostNotAscii", with_host("\xC3\xA4")},
    };
}

}  // namespace rds::http
