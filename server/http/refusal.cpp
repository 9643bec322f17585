#include "server/http/refusal.hpp"

#include "server/text/ascii.hpp"

#include <algorithm>

namespace rds::http {

namespace {

// RFC 9113, 3.4: what a client of HTTP/2 sends first.
constexpr std::string_view kHttp2 = "PRI * HTTP/2.0";

// The two forms of HAProxy's PROXY protocol, which load balancers put before a connection's bytes.
constexpr std::string_view kProxy1 = "PROXY ";
constexpr std::string_view kProxy2{"\r\n\r\n\0\r\nQUIT\n", 12};

std::string_view first_line(std::string_view bytes) {
    return bytes.substr(0, bytes.find("\r\n"));
}

// "GET /?Name=a b HTTP/1.1"
bool has_space_in_target(std::string_view request_line) {
    return request_line.find(" HTTP/1.") != std::string_view::npos &&
           std::ranges::count(request_line, ' ') > 2;
}

// As clients send it whose endpoint begins with a scheme: "Host: http://127.0.0.1:2014".
bool has_scheme_in_host(std::string_view head) {
    for (auto const line : text::split(head, '\n')) {
        auto const colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        if (!text::equals_ignoring_case(line.substr(0, colon), "host")) continue;
        auto const host = text::lower_case(text::trimmed(line.substr(colon + 1)));
        return host.starts_with("http://") || host.starts_with("https://");
    }
    return false;
}

std::string_view why_malformed(std::string_view bytes) {
    if (bytes.starts_with(kHttp2)) {
        return "speaks HTTP/2, and this port speaks HTTP/1.1; switch HTTP/2 off in the client "
               "(curl: --http1.1)";
    }
    if (bytes.starts_with("CONNECT ")) {
        return "asks for a tunnel (CONNECT), as of a proxy; make this address the client's "
               "endpoint "
               "and take it out of HTTP_PROXY and HTTPS_PROXY";
    }
    if (bytes.starts_with(kProxy1) || bytes.starts_with(kProxy2)) {
        return "comes through a load balancer that speaks the PROXY protocol; switch that off for "
               "this port (HAProxy: leave out send-proxy)";
    }
    if (has_scheme_in_host(bytes)) {
        return "sent a Host that begins with a scheme; write the endpoint without http:// or "
               "https://, like 127.0.0.1:2014, and choose the protocol by the client's setting for "
               "it";
    }
    if (has_space_in_target(first_line(bytes)))
        return "sent a space in the path or the query; encode it as %20";
    return "sent what is not HTTP, or could be read in two ways";
}

}  // namespace

std::string_view why_refused(Reading reading, std::string_view bytes) {
    switch (reading) {
        case Reading::too_slow:
            return "sent no whole request in time (--request-timeout)";
        case Reading::body_too_large:
            return "sent too large a body (--max-body-bytes)";
        case Reading::target_too_large:
            return "sent too long a path and query (--max-target-bytes)";
        case Reading::header_too_large:
            return "sent too many bytes of header fields (--max-header-bytes)";
        case Reading::expectation_unknown:
            return "expects what is not known (Expect: must be 100-continue)";
        default:
            return why_malformed(bytes);
    }
}

}  // namespace rds::http
