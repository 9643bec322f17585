#include "server/gateway/credentials.hpp"

namespace rds::gateway {

namespace {

constexpr std::string_view kBearerType = "BEARERTOKEN";

std::string_view argument(Call const& call, std::string_view name) {
    return call.arguments.find(name).value_or(std::string_view{});
}

std::string_view first_of(std::string_view header, std::string_view parameter) {
    return header.empty() ? parameter : header;
}

bool has_key(Call const& call) {
    return !call.access_key_id.empty();
}

bool speaks_of_bearer(http::Request const& request, Call const& call) {
    return argument(call, "SignatureType") == kBearerType ||
           request.fields.value_or_empty("x-acs-signature-type") == kBearerType ||
           request.fields.find("x-acs-bearer-token");
}

Scheme scheme_of(http::Request const& request, Call const& call) {
    auto const has_v1 = call.arguments.find("Signature").has_value();
    if (has_v1 && call.signature == SignatureStyle::v3) return Scheme::ambiguous;
    if (!call.authorization.algorithm.empty()) return Scheme::v3;
    if (!has_key(call) && speaks_of_bearer(request, call))
        return has_v1 ? Scheme::bearer_v1 : Scheme::bearer;
    return has_v1 ? Scheme::v1 : Scheme::unsigned_call;
}

}  // namespace

Credentials credentials(http::Request const& request, Call const& call) {
    auto const& fields = request.fields;
    Credentials given;
    given.scheme = scheme_of(request, call);
    given.signature = argument(call, "Signature");
    given.security_token = argument(call, "SecurityToken");
    given.bearer_token = argument(call, "BearerToken");
    given.timestamp = argument(call, "Timestamp");
    given.nonce = argument(call, "SignatureNonce");
    // V1 does not sign headers, so what they say counts in V3's requests alone.
    if (call.signature != SignatureStyle::v3) return given;
    given.security_token =
        first_of(fields.value_or_empty("x-acs-security-token"), given.security_token);
    given.bearer_token = first_of(fields.value_or_empty("x-acs-bearer-token"), given.bearer_token);
    given.timestamp = first_of(fields.value_or_empty("x-acs-date"), given.timestamp);
    given.nonce = first_of(fields.value_or_empty("x-acs-signature-nonce"), given.nonce);
    return given;
}

}  // namespace rds::gateway
