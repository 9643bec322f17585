#include "server/control/rest/safety.hpp"

#include "server/control/rest/answer.hpp"
#include "server/crypto/digest.hpp"
#include "server/http/address.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace rds::control::rest {

namespace {

// Without the dot that ends a full name.
http::Authority authority_of(std::string_view text) {
    auto authority = http::read_authority(text);
    if (authority.host.ends_with('.')) authority.host.remove_suffix(1);
    return authority;
}

bool is_ip_literal(std::string_view host) {
    auto const is_v6 = host.starts_with('[') && host.ends_with(']');
    std::string const address{is_v6 ? host.substr(1, host.size() - 2) : host};
    in6_addr parsed{};
    auto const is_plain =
        address.find_first_not_of("0123456789abcdefABCDEF.:") == std::string::npos;
    return is_plain && inet_pton(is_v6 ? AF_INET6 : AF_INET, address.c_str(), &parsed) == 1;
}

// Whether nobody can make the name lead here by a DNS of his own: it has no dot, or ends in what is
// reserved for the own machine, network or cluster (RFC 6761, 6762 and 8375; ICANN's .internal).
bool is_private_name(std::string_view host) {
    static constexpr auto kEnds = std::to_array<std::string_view>(
        {".localhost", ".local", ".internal", ".test", ".svc", ".home.arpa"}
    );
    auto const is_plain = !host.empty() && std::ranges::all_of(host, [](char c) {
        return text::is_letter(c) || text::is_digit(c) || c == '-' || c == '_' || c == '.';
    });
    if (!is_plain) return false;
    if (host.find('.') == std::string_view::npos) return true;
    return std::ranges::any_of(kEnds, [host](std::string_view end) {
        return host.size() > end.size() &&
               text::equals_ignoring_case(host.substr(host.size() - end.size()), end);
    });
}

// "http://127.0.0.1:2014" is its own; "null" and everything else is not.
bool is_own_origin(std::string_view origin, std::string_view host) {
    auto const scheme = origin.find("://");
    if (scheme == std::string_view::npos || host.empty()) return false;
    auto const asks = authority_of(origin.substr(scheme + 3));
    auto const asked = authority_of(host);
    return text::equals_ignoring_case(asks.host, asked.host) && asks.port == asked.port;
}

// A page in a browser on this machine must not move a test's clock, nor read its journal.
void refuse_web_page(http::Request const& request) {
    auto const& fields = request.fields;
    auto const origin = fields.find("Origin");
    if (origin && !is_own_origin(*origin, fields.value_or_empty("Host"))) {
        throw Problem{
            403,
            "A page of {} asks, and the control API answers only pages of its own host.",
            text::quoted(*origin)};
    }
    if (fields.value_or_empty("Sec-Fetch-Site") == "cross-site") {
        throw Problem{
            403,
            "A page of another site asks (Sec-Fetch-Site: cross-site); the control API is for "
            "tests."};
    }
}

bool holds_token(http::Request const& request, std::string const& token) {
    constexpr std::string_view kBearer = "Bearer ";
    auto const given = request.fields.value_or_empty("Authorization");
    return text::equals_ignoring_case(given.substr(0, kBearer.size()), kBearer) &&
           crypto::equal_in_constant_time(given.substr(kBearer.size()), token);
}

// A page whose own name its owner's DNS leads here is one of the same origin, and only Host tells.
void refuse_foreign_name(http::Request const& request, std::vector<std::string> const& hosts) {
    auto const field = request.fields.find("Host");
    if (!field) return;  // no browser
    auto const host = authority_of(*field).host;
    auto const is_host = [host](std::string_view name) {
        return text::equals_ignoring_case(authority_of(name).host, host);
    };
    if (is_ip_literal(host) || is_private_name(host) || std::ranges::any_of(hosts, is_host)) return;
    throw Problem{
        403,
        "Host {} may be a foreign web page's name for this machine. If it is yours, start with "
        "--control-host {}; else call localhost or an IP address.",
        text::quoted(*field),
        text::printable(host)};
}

}  // namespace

void Safety::require(http::Request const& request, bool is_open) const {
    if (is_https_only && !request.secure && !is_open)
        throw Problem{400, "This port speaks HTTPS only (--tls only)."};
    if (!is_on && !is_open) throw Problem{404, "The control API is switched off (--control off)."};
    refuse_web_page(request);
    if (!token.empty() && holds_token(request, token)) return;
    refuse_foreign_name(request, hosts);
    if (token.empty() || is_open) return;
    auto const* const why =
        request.fields.value_or_empty("Authorization").empty()
            ? "Send the header Authorization: Bearer, with the token of --control-token."
            : "Authorization does not hold the token of --control-token.";
    throw Problem{401, "{}", why}.with_field("WWW-Authenticate", "Bearer");
}

}  // namespace rds::control::rest
