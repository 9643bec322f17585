#include "server/gateway/auth/signature/v3.hpp"

#include "server/crypto/digest.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace rds::signature {

namespace {

// Clients sign some ten. Each is looked for among all that came.
constexpr std::size_t kMostSignedHeaders = 64;

// What these say decides what the call is and whether it is fresh, so it must be signed. Other
// headers may be added or changed on the way.
constexpr std::array<std::string_view, 7> kMeaningful{
    "host",
    "x-acs-action",
    "x-acs-version",
    "x-acs-date",
    "x-acs-signature-nonce",
    "x-acs-content-sha256",
    "x-acs-security-token",
};

std::string sha256(std::string_view text) {
    return crypto::hex(crypto::digest(crypto::Algorithm::sha256, text).view());
}

std::string line(std::string_view name, std::string_view value) {
    return std::string{name}.append(":").append(text::trimmed(value)).append("\n");
}

std::string problem_with_names(std::vector<std::string_view> const& names) {
    if (names.size() > kMostSignedHeaders)
        return fmt::format("names more than {} SignedHeaders", kMostSignedHeaders);
    auto ordered = names;
    std::ranges::sort(ordered);
    auto const twice = std::ranges::adjacent_find(ordered);
    if (twice == ordered.end()) return {};
    return fmt::format("names {} twice among SignedHeaders", text::quoted(*twice));
}

}  // namespace

std::string incompleteness(http::Request const& request, Authorization const& authorization) {
    auto const names = names_in(authorization.signed_headers);
    if (auto problem = problem_with_names(names); !problem.empty()) return problem;
    for (auto const name : names) {
        if (request.fields.count(name) > 1)
            return fmt::format("signs {}, which came more than once", text::printable(name));
    }
    auto const is_signed = [&names](std::string_view name) {
        return std::ranges::find(names, name) != names.end();
    };
    for (auto const name : kMeaningful) {
        if (request.fields.find(name) && !is_signed(name))
            return fmt::format("does not sign {}; it must be among SignedHeaders", name);
    }
    // It says what the body means. Without a body HTTP libraries add it as they please.
    if (!request.body.empty() && request.fields.find("Content-Type") && !is_signed("content-type"))
        return "has a body and does not sign content-type; it must be among SignedHeaders";
    if (!request.fields.find("x-acs-content-sha256")) return "comes without x-acs-content-sha256";
    return {};
}

V3 V3::of(
    http::Request const& request,
    std::span<api::Argument const> query,
    Authorization const& authorization
) {
    std::string headers;
    for (auto const name : names_in(authorization.signed_headers))
        headers += line(name, request.fields.value_or_empty(name));
    return {
        request.method,
        sorted(query),
        std::move(headers),
        authorization.signed_headers,
        request.fields.value_or_empty("Host"),
        sha256(request.body)};
}

V3 V3::for_host(std::string_view other) const {
    auto tried = *this;
    tried.host = other;
    auto const arrived = line("host", host);
    auto const begins = headers.starts_with(arrived);
    auto const at = begins ? 0 : headers.find("\n" + arrived);
    if (at == std::string::npos) return tried;
    tried.headers.replace(begins ? 0 : at + 1, arrived.size(), line("host", other));
    return tried;
}

std::string V3::canonical_request() const {
    std::string text{method};
    text.append("\n/\n").append(canonical_query(query)).append("\n").append(headers);
    text.append("\n").append(signed_headers).append("\n").append(body_digest);
    return text;
}

std::string V3::string_to_sign(std::string_view canonical_request) {
    return std::string{kV3Algorithm}.append("\n").append(sha256(canonical_request));
}

std::string v3_signature(
    identity::Secret const& secret,
    identity::Secret::Keyed keyed,
    std::string_view string_to_sign
) {
    return crypto::hex(secret.mac(crypto::Algorithm::sha256, keyed, string_to_sign).view());
}

std::string V3::signature(identity::Secret const& secret, identity::Secret::Keyed keyed) const {
    return v3_signature(secret, keyed, string_to_sign(canonical_request()));
}

}  // namespace rds::signature
