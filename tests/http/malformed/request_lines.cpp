#include "tests/http/malformed/malformed_request.hpp"

namespace rds::http {

using namespace std::string_literals;

namespace {

std::string with_line(std::string const& request_line) {
    return request_line + "\r\nHost: a\r\n\r\n";
}

}  // namespace

std::vector<MalformedRequest> malformed_request_lines() {
    return {
        {"NoRequest", "hello\r\n\r\n"},
        {"BlankBeforeMethod", with_line(" GET / HTTP/1.1")},
        {"BlankInTarget", with_line("GET /a b HTTP/1.1")},
        {"TwoBlanksBeforeTarget", with_line("GET  / HTTP/1.1")},
        {"TwoBlanksBeforeVersion", with_line("GET /  HTTP/1.1")},
        {"TabsForBlanks", with_line("GET\t/\tHTTP/1.1")},
        {"TabBeforeTarget", with_line("GET \t/ HTTP/1.1")},
        {"NoTarget", with_line("GET HTTP/1.1")},
        {"NoMethod", with_line("/ HTTP/1.1")},
        {"MethodIsNoToken", with_line("GE(T / HTTP/1.1")},
        {"MethodIsEndless", std::string(65, 'G')},
        {"ByteOrderMark", with_line("\xEF\xBB\xBFGET / HTTP/1.1")},
        {"TargetIsNoPath", with_line("GET a/b HTTP/1.1")},
        {"TargetHidesAUrl", with_line("GET a?b=http://c HTTP/1.1")},
        {"TargetIsTheServerAsAWhole", with_line("GET * HTTP/1.1")},
        {"TargetIsAnAuthority", with_line("CONNECT a:80 HTTP/1.1")},
        {"NulInTarget", with_line("GET /a" + "\0"s + "b HTTP/1.1")},
        {"ControlInTarget",
         with_line("GET /a\x01"
                   "b HTTP/1.1")},
        {"DeleteInTarget",
         with_line("GET /a\x7F"
                   "b HTTP/1.1")},
        {"BareCrInTarget", with_line("GET /a\rb HTTP/1.1")},
        {"BareLfInTarget", with_line("GET /a\nb HTTP/1.1")},
        {"BareLfEndsIt", "GET / HTTP/1.1\nHost: a\r\n\r\n"},
        {"BareLfEverywhere", "GET / HTTP/1.1\nHost: a\n\n"},
        {"BareCrEverywhere", "GET / HTTP/1.1\rHost: a\r\r"},
        {"BareLfBeforeIt", "\n" + with_line("GET / HTTP/1.1")},
        {"TwoEmptyLinesBeforeIt", "\r\n\r\n" + with_line("GET / HTTP/1.1")},
    };
}

std::vector<MalformedRequest> malformed_versions() {
    return {
        {"Http09", "GET /\r\n"},
        {"Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
        {"Http12", with_line("GET / HTTP/1.2")},
        {"Http20", with_line("GET / HTTP/2.0")},
        {"Http3", with_line("GET / HTTP/3")},
        {"VersionWithTwoMinorDigits", with_line("GET / HTTP/1.10")},
        {"VersionWithTwoMajorDigits", with_line("GET / HTTP/01.1")},
        {"VersionWithoutMinor", with_line("GET / HTTP/1")},
        {"VersionInLowerCase", with_line("GET / http/1.1")},
        {"VersionOfAnotherProtocol", with_line("OPTIONS sip:a SIP/2.0")},
        {"BlankAfterVersion", with_line("GET / HTTP/1.1 ")},
    };
}

}  // namespace rds::http
