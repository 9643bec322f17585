#include "server/control/rest/safety.hpp"

#include "server/crypto/encoding.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::control::rest {

namespace {

// Without the port.
std::string_view host_of(std::string_view authority) {
    if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
    return authority.substr(0, authority.find(':'));
}

// 127.0.0.0/8 as four numbers: "127.evil.example" is a name that anybody may own.
bool is_loopback_v4(std::string_view host) {
    auto const is_plain =
        std::ranges::all_of(host, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    return is_plain && host.starts_with("127.") && std::ranges::count(host, '.') == 3;
}

bool is_loopback_name(std::string_view host) {
    constexpr std::string_view kLocalhost = "localhost";
    if (host == "[::1]" || is_loopback_v4(host)) return true;
    if (text::equals_ignoring_case(host, kLocalhost)) return true;
    // Names below localhost never leave the machine (RFC 6761).
    if (host.size() <= kLocalhost.size()) return false;
    auto const end = host.substr(host.size() - kLocalhost.size() - 1);
    return end.starts_with('.') && text::equals_ignoring_case(end.substr(1), kLocalhost);
}

// "http://127.0.0.1:2014" is its own; "null" and everything else is not.
bool is_own_origin(std::string_view origin, std::string_view host) {
    auto const scheme = origin.find("://");
    return scheme != std::string_view::npos && !host.empty() &&
           text::equals_ignoring_case(origin.substr(scheme + 3), host);
}

// A page in a browser on this machine must not move a test's clock, nor read its journal.
std::optional<Problem> refuse_web_page(http::Request const& request) {
    auto const& fields = request.fields;
    auto const host = fields.value_or_empty("Host");
    auto const origin = fields.find("Origin");
    if (origin && !is_own_origin(*origin, host)) {
        return Problem{
            403,
            fmt::format(
                "A page of {} asks, and the control API answers only pages of its own host.",
                text::quoted(*origin)
            )};
    }
    if (fields.value_or_empty("Sec-Fetch-Site") == "cross-site") {
        return Problem{
            403,
            "A page of another site asks (Sec-Fetch-Site: cross-site); the control API is for "
            "tests."};
    }
    return std::nullopt;
}

// A name that leads here by DNS makes a foreign page one of the same origin.
std::optional<Problem> refuse_foreign_name(http::Request const& request) {
    auto const host = request.fields.value_or_empty("Host");
    if (is_loopback_name(host_of(host))) return std::nullopt;
    return Problem{
        403,
        fmt::format(
            "Host {} is no name of this machine's loopback, the only thing listened on; call "
            "127.0.0.1 or localhost.",
            text::quoted(host)
        )};
}

std::optional<Problem> refuse_stranger(http::Request const& request, std::string const& token) {
    constexpr std::string_view kBearer = "Bearer ";
    if (token.empty()) return std::nullopt;
    auto const given = request.fields.value_or_empty("Authorization");
    if (text::equals_ignoring_case(given.substr(0, kBearer.size()), kBearer) &&
        crypto::equal_in_constant_time(given.substr(kBearer.size()), token)) {
        return std::nullopt;
    }
    auto const* const why =
        given.empty() ? "Send the header Authorization: Bearer, with the token of --control-token."
                      : "Authorization does not hold the token of --control-token.";
    return Problem{401, why}.with_field("WWW-Authenticate", "Bearer");
}

}  // namespace

std::optional<Problem> Safety::refusal(http::Request const& request, bool is_open) const {
    if (is_https_only && !request.secure && !is_open) {
        return Problem{400, "This port speaks HTTPS only (--tls only)."};
    }
    if (!is_on && !is_open) {
        return Problem{404, "The control API is switched off (--control off)."};
    }
    if (auto problem = refuse_web_page(request)) return problem;
    if (is_loopback_only) {
        if (auto problem = refuse_foreign_name(request)) return problem;
    }
    return is_open ? std::nullopt : refuse_stranger(request, token);
}

}  // namespace rds::control::rest
