#include "server/gateway/auth/credentials.hpp"

#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace rds::gateway {

namespace {

constexpr std::string_view kBearerType = "BEARERTOKEN";

struct Place {
    std::string_view Credentials::*value;
    std::string_view parameter;
    std::string_view header;  // which counts before the parameter
};

constexpr std::array<Place, 4> kPlaces{{
    {&Credentials::security_token, "SecurityToken", "x-acs-security-token"},
    {&Credentials::bearer_token, "BearerToken", "x-acs-bearer-token"},
    {&Credentials::timestamp, "Timestamp", "x-acs-date"},
    {&Credentials::nonce, "SignatureNonce", "x-acs-signature-nonce"},
}};

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
    if (call.access_key_id.empty() && speaks_of_bearer(request, call))
        return has_v1 ? Scheme::bearer_v1 : Scheme::bearer;
    return has_v1 ? Scheme::v1 : Scheme::unsigned_call;
}

// V1 does not sign headers, so what they say counts in other requests alone.
bool heeds_headers(Scheme scheme) {
    return scheme != Scheme::v1 && scheme != Scheme::bearer_v1;
}

}  // namespace

Credentials credentials(http::Request const& request, Call const& call) {
    Credentials given;
    given.scheme = scheme_of(request, call);
    for (auto const& [value, parameter, header] : kPlaces) {
        if (heeds_headers(given.scheme)) given.*value = request.fields.value_or_empty(header);
        if ((given.*value).empty()) given.*value = call.arguments.value_or_empty(parameter);
    }
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
