#include "server/gateway/auth/credentials.hpp"

#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <utility>

namespace rds::gateway {

namespace {

constexpr std::string_view kBearerType = "BEARERTOKEN";

std::string_view first_of(std::string_view header, std::string_view parameter) {
    return header.empty() ? parameter : header;
}

bool has_key(Call const& call) {
    return !call.access_key_id.empty();
}

bool speaks_of_bearer(http::Request const& request, Call const& call) {
    return call.arguments.value_or_empty("SignatureType") == kBearerType ||
           request.fields.value_or_empty("x-acs-signature-type") == kBearerType ||
           request.fields.find("x-acs-bearer-token");
}

Scheme scheme_of(http::Request const& request, Call const& call) {
    auto const has_v1 = call.arguments.find("Signature").has_value();
    auto const has_v3 = !call.authorization.algorithm.empty();
    if (has_v1 && has_v3) return Scheme::ambiguous;
    if (has_v3) return Scheme::v3;
    if (!has_key(call) && speaks_of_bearer(request, call))
        return has_v1 ? Scheme::bearer_v1 : Scheme::bearer;
    return has_v1 ? Scheme::v1 : Scheme::unsigned_call;
}

// V1 does not sign headers, so what they say counts in other requests alone.
bool heeds_headers(Scheme scheme) {
    return scheme != Scheme::v1 && scheme != Scheme::bearer_v1;
}

}  // namespace

Credentials credentials(http::Request const& request, Call const& call) {
    auto const& fields = request.fields;
    Credentials given;
    given.scheme = scheme_of(request, call);
    given.security_token = call.arguments.value_or_empty("SecurityToken");
    given.bearer_token = call.arguments.value_or_empty("BearerToken");
    given.timestamp = call.arguments.value_or_empty("Timestamp");
    given.nonce = call.arguments.value_or_empty("SignatureNonce");
    if (!heeds_headers(given.scheme)) return given;
    given.security_token =
        first_of(fields.value_or_empty("x-acs-security-token"), given.security_token);
    given.bearer_token = first_of(fields.value_or_empty("x-acs-bearer-token"), given.bearer_token);
    given.timestamp = first_of(fields.value_or_empty("x-acs-date"), given.timestamp);
    given.nonce = first_of(fields.value_or_empty("x-acs-signature-nonce"), given.nonce);
    return given;
}

std::string
ambiguity(http::Request const& request, Call const& call, Credentials const& credentials) {
    for (auto const* const header :
         {"Authorization", "x-acs-bearer-token", "x-acs-security-token"}) {
        if (request.fields.count(header) > 1) return fmt::format("{} came more than once.", header);
    }
    if (credentials.scheme == Scheme::ambiguous)
        return "The request has a Signature of V1 and an Authorization of V3; send one of them.";
    if (!call.authorization.problem.empty())
        return fmt::format("Authorization {}.", call.authorization.problem);
    if (heeds_headers(credentials.scheme)) return {};
    // pop-core sends both beside its V1 parameters.
    for (auto const& [header, parameter] :
         {std::pair{"x-acs-action", "Action"}, std::pair{"x-acs-version", "Version"}}) {
        auto const said = request.fields.find(header);
        if (!said || *said == call.arguments.value_or_empty(parameter)) continue;
        return fmt::format(
            "{} is {}, but V1 signs {} {}; they must be the same.",
            header,
            text::quoted(*said),
            parameter,
            text::quoted(call.arguments.value_or_empty(parameter))
        );
    }
    return {};
}

}  // namespace rds::gateway
