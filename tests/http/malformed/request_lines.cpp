#include "tests/http/malformed/malformed_request.hpp"

namespace rds::http {

using namespace std::string_literals;

namespace {

std::string with(std::string const& request_line) {
    return request_line + "\r\nHost: a\r\n\r\n";
}

}  // namespace

std::vector<MalformedRequest> malformed_request_lines() {
    return {
        {"NoRequest", "hello\r\n\r\n"},
        {"BlankBeforeMethod", with(" GET / HTTP/1.1")},
        {"BlankInTarget", with("GET /a b HTTP/1.1")},
        {"TwoBlanksBeforeTarget", with("GET  / HTTP/1.1")},
        {"TwoBlanksBeforeVersion", with("GET /  HTTP/1.1")},
        {"TabsForBlanks", with("GET\t/\tHTTP/1.1")},
        {"TabBeforeTarget", with("GET \t/ HTTP/1.1")},
        {"NoTarget", with("GET HTTP/1.1")},
        {"NoMethod", with("/ HTTP/1.1")},
        {"MethodIsNoToken", with("GE(T / HTTP/1.1")},
        {"MethodIsEndless", std::string(65, 'G')},
        {"ByteOrderMark", with("\xEF\xBB\xBFGET / HTTP/1.1")},
        {"TargetIsNoPath", with("GET a/b HTTP/1.1")},
        {"TargetHidesAUrl", with("GET a?b=http://c HTTP/1.1")},
        {"TargetIsTheServerAsAWhole", with("GET * HTTP/1.1")},
        {"TargetIsAnAuthority", with("CONNECT a:80 HTTP/1.1")},
        {"NulInTarget", with("GET /a" + "\0"s + "b HTTP/1.1")},
        {"ControlInTarget",
         with("GET /a\x01"
              "b HTTP/1.1")},
        {"DeleteInTarget",
         with("GET /a\x7F"
              "b HTTP/1.1")},
        {"BareCrInTarget", with("GET /a\rb HTTP/1.1")},
        {"BareLfInTarget", with("GET /a\nb HTTP/1.1")},
        {"BareLfEndsIt", "GET / HTTP/1.1\nHost: a\r\n\r\n"},
        {"BareLfEverywhere", "GET / HTTP/1.1\nHost: a\n\n"},
        {"BareCrEverywhere", "GET / HTTP/1.1\rHost: a\r\r"},
        {"BareLfBeforeIt", "\n" + with("GET / HTTP/1.1")},
        {"TwoEmptyLinesBeforeIt", "\r\n\r\n" + with("GET / HTTP/1.1")},
    };
}

std::vector<MalformedRequest> malformed_versions() {
    return {
        {"Http09", "GET /\r\n"},
        {"Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
        {"Http12", with("GET / HTTP/1.2")},
        {"Http20", with("GET / HTTP/2.0")},
        {"Http3", with("GET / HTTP/3")},
        {"VersionWithTwoMinorDigits", with("GET / HTTP/1.10")},
        {"VersionWithTwoMajorDigits", with("GET / HTTP/01.1")},
        {"VersionWithoutMinor", with("GET / HTTP/1")},
        {"VersionInLowerCase", with("GET / http/1.1")},
        {"VersionOfAnotherProtocol", with("OPTIONS sip:a SIP/2.0")},
        {"BlankAfterVersion", with("GET / HTTP/1.1 ")},
    };
}

}  // namespace rds::http
