#include "server/gateway/signature/v3.hpp"

#include "server/crypto/digest.hpp"
#include "server/crypto/encoding.hpp"
#include "server/text/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace rds::signature {

namespace {

constexpr std::size_t kMostSignedHeaders = 256;

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

template <class Visit>
void for_each_name(std::string_view signed_headers, Visit const& visit) {
    while (!signed_headers.empty()) {
        auto const end = signed_headers.find(';');
        visit(signed_headers.substr(0, end));
        signed_headers =
            end == std::string_view::npos ? std::string_view{} : signed_headers.substr(end + 1);
    }
}

std::string_view trimmed(std::string_view value) {
    constexpr std::string_view kBlanks = " \t";
    auto const begin = value.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return {};
    return value.substr(begin, value.find_last_not_of(kBlanks) - begin + 1);
}

std::size_t times_in(http::Fields const& fields, std::string_view name) {
    std::size_t times = 0;
    for (std::size_t index = 0; index < fields.size(); ++index) {
        if (http::equal_ignoring_case(fields[index].first, name)) ++times;
    }
    return times;
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
    std::vector<std::string_view> names;
    for_each_name(authorization.signed_headers, [&names](auto name) { names.push_back(name); });
    if (auto problem = problem_with_names(names); !problem.empty()) return problem;
    for (auto const name : names) {
        if (times_in(request.fields, name) > 1)
            return fmt::format("signs {}, which came more than once", text::printable(name));
    }
    for (auto const name : kMeaningful) {
        auto const is_signed = std::ranges::find(names, name) != names.end();
        if (request.fields.find(name) && !is_signed)
            return fmt::format("does not sign {}; it must be among SignedHeaders", name);
    }
    if (!request.fields.find("x-acs-content-sha256")) return "comes without x-acs-content-sha256";
    return {};
}

V3 V3::of(
    http::Request const& request,
    std::span<api::Argument const> query,
    Authorization const& authorization
) {
    return {
        request.method,
        sorted(query),
        request.fields,
        authorization.signed_headers,
        request.fields.value_or_empty("Host"),
        sha256(request.body)};
}

std::string V3::canonical_request() const {
    std::string text{method};
    text.append("\n/\n").append(canonical_query(query)).append("\n");
    for_each_name(signed_headers, [&](std::string_view name) {
        auto const value = name == "host" ? host : fields.value_or_empty(name);
        text.append(name).append(":").append(trimmed(value)).append("\n");
    });
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
