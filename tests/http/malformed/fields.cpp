#include "tests/http/malformed/malformed_request.hpp"

namespace rds::http {

using namespace std::string_literals;

namespace {

// Behind the request line and Host.
std::string with(std::string const& lines) {
    return "GET / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n\r\n";
}

std::string with_host(std::string const& host) {
    return "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

}  // namespace

std::vector<MalformedRequest> malformed_fields() {
    return {
        {"NoColon", with("X")},
        {"NoName", with(": x")},
        {"BlankBeforeColon", with("X : x")},
        {"TabBeforeColon", with("X\t: x")},
        {"BlankInName", with("X Y: x")},
        {"NameIsNoToken", with("X(Y): x")},
        {"NameIsNotAscii", with("X\xC3\xA4: x")},
        {"NulInName", with("X" + "\0"s + ": x")},
        {"BareCrInName", with("X\rY: x")},
        {"NulInValue", with("X: a" + "\0"s + "b")},
        {"ControlInValue", with("X: a\x01")},
        {"VerticalTabInValue", with("X: a\x0B")},
        {"EscapeInValue", with("X: \x1B[31m")},
        {"DeleteInValue", with("X: a\x7F")},
        {"BareCrInValue", with("X: a\rY: b")},
        {"CrBeforeItsEnd", with("X: a\r")},
        {"BareLfEndsOne", with("X: a\nY: b")},
        {"BareLfEndsTheLast", "GET / HTTP/1.1\r\nHost: a\r\nX: a\n\r\n"},
        {"BareLfEndsTheHead", "GET / HTTP/1.1\r\nHost: a\r\n\n"},
        {"FoldedWithBlank", with("X: a\r\n b")},
        {"FoldedWithTab", with("X: a\r\n\tb")},
        {"FoldedWithoutAnything", with("X: a\r\n ")},
        {"FoldedFromItsBegin", with("X:\r\n a")},
        {"FoldedLength", with("Content-Length:\r\n 5")},
        {"FoldedFirst", "GET / HTTP/1.1\r\n X: a\r\nHost: a\r\n\r\n"},
        {"ConnectionIsNoList", with("Connection: (close)")},
        {"ExpectationUnknown", with("Expect: miracles"), 417},
        {"ExpectationWithAnother", with("Expect: 100-continue, miracles"), 417},
    };
}

std::vector<MalformedRequest> malformed_hosts() {
    return {
        {"NoHost", "GET / HTTP/1.1\r\n\r\n"},
        {"TwoHosts", with("Host: b")},
        {"TwoEqualHosts", with("host: a")},
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
