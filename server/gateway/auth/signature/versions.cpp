#include "server/gateway/auth/signature/versions.hpp"

#include "server/crypto/digest.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
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

struct Part {
    std::string_view name;
    std::string_view Authorization::*value;
};

constexpr std::array<Part, 3> kParts{{
    {"Credential", &Authorization::credential},
    {"SignedHeaders", &Authorization::signed_headers},
    {"Signature", &Authorization::signature},
}};

// Parts that nobody knows are passed over.
void store(std::string_view text, Authorization& authorization) {
    // Not text.find(): g++ 12 then warns of a memchr without end that there is not.
    auto const* const equals = std::ranges::find(text, '=');
    if (equals == text.end()) return;
    auto const name = text::trimmed({text.begin(), equals});
    auto const value = text::trimmed({equals + 1, text.end()});
    for (auto const& part : kParts) {
        if (part.name != name) continue;
        auto& stored = authorization.*part.value;
        if (!stored.empty()) authorization.problem = fmt::format("has more than one {}", name);
        stored = value;
    }
}

}  // namespace

void append_percent_encoded(std::string& out, std::string_view text) {
    constexpr auto kAsTheyAre = boost::urls::unreserved_chars;
    auto const had = out.size();
    out.resize(had + boost::urls::encoded_size(text, kAsTheyAre));
    boost::urls::encode(out.data() + had, out.size() - had, text, kAsTheyAre);
}

Pairs sorted(std::span<api::Argument const> arguments) {
    Pairs pairs;
    pairs.reserve(arguments.size());
    for (auto const& argument : arguments)
        pairs.push_back(&argument);
    // std::string compares as unsigned bytes.
    std::ranges::stable_sort(pairs, {}, &api::Argument::name);
    return pairs;
}

std::string canonical_query(Pairs const& pairs) {
    constexpr std::size_t kUsualPair = 48;
    std::string query;
    query.reserve(kUsualPair * pairs.size());
    for (auto const* const pair : pairs) {
        if (!query.empty()) query += '&';
        append_percent_encoded(query, pair->name);
        query += '=';
        append_percent_encoded(query, pair->value);
    }
    return query;
}

std::optional<crypto::Algorithm> v1_algorithm(std::string_view signature_method) {
    if (signature_method == "HMAC-SHA1") return crypto::Algorithm::sha1;
    if (signature_method == "HMAC-SHA256") return crypto::Algorithm::sha256;
    return std::nullopt;
}

V1 V1::of(std::string_view method, api::Arguments const& arguments, crypto::Algorithm algorithm) {
    V1 signed_parts{method, sorted(arguments.all()), algorithm};
    std::erase_if(signed_parts.pairs, [](auto const* pair) { return pair->name == "Signature"; });
    return signed_parts;
}

std::string V1::string_to_sign() const {
    return string_to_sign(method, canonical_query(pairs));
}

std::string V1::string_to_sign(std::string_view method, std::string_view canonical_query) {
    std::string text{method};
    text += "&%2F&";
    append_percent_encoded(text, canonical_query);
    return text;
}

std::string V1::signature(identity::Secret const& secret, identity::Secret::Keyed keyed) const {
    return crypto::base64(secret.mac(algorithm, keyed, string_to_sign()).view());
}

std::vector<std::string_view> names_in(std::string_view signed_headers) {
    auto names = text::split(signed_headers, ';');
    if (names.back().empty()) names.pop_back();
    return names;
}

bool is_v3(std::string_view header) {
    return header.starts_with("ACS3-");
}

Authorization parse_authorization(std::string_view header) {
    Authorization authorization;
    auto const space = std::min(header.find_first_of(" \t"), header.size());
    authorization.algorithm = header.substr(0, space);
    for (auto const part : text::split(header.substr(space), ','))
        store(part, authorization);
    for (auto const& part : kParts) {
        if ((authorization.*part.value).empty() && authorization.problem.empty())
            authorization.problem = fmt::format("has no {}", part.name);
    }
    return authorization;
}

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
    text.append("\n/\n").append(canonical_query(pairs)).append("\n").append(headers);
    text.append("\n").append(signed_headers).append("\n").append(body_digest);
    return text;
}

std::string V3::string_to_sign(std::string_view canonical_request) {
    return std::string{kV3Algorithm}.append("\n").append(sha256(canonical_request));
}

std::string V3::signature(identity::Secret const& secret, identity::Secret::Keyed keyed) const {
    auto const text = string_to_sign(canonical_request());
    return crypto::hex(secret.mac(crypto::Algorithm::sha256, keyed, text).view());
}

}  // namespace rds::signature
