// Signatures of version 3 (ACS3-HMAC-SHA256): a header that signs query, chosen headers and body.
#pragma once

#include "server/api/arguments.hpp"
#include "server/gateway/auth/signature/authorization.hpp"
#include "server/gateway/auth/signature/canonical_query.hpp"
#include "server/http/message.hpp"
#include "server/identity/secret.hpp"

#include <span>
#include <string>
#include <string_view>

namespace rds::signature {

inline constexpr std::string_view kV3Algorithm = "ACS3-HMAC-SHA256";

// Why the signature cannot stand for the request, whoever made it, as a clause: a header that means
// something and is not signed, one that is signed and came twice, ... Empty if it can.
std::string incompleteness(http::Request const& request, Authorization const& authorization);

// What V3 signs of a request, each part open to be tried another way.
struct V3 {
    // `query` is what came in the query, not in a form: that is signed by the body's digest. All
    // must outlive it.
    static V3 of(
        http::Request const& request,
        std::span<api::Argument const> query,
        Authorization const& authorization
    );

    // As if it had come for another host.
    V3 for_host(std::string_view other) const;

    std::string canonical_request() const;
    static std::string string_to_sign(std::string_view canonical_request);

    std::string signature(
        identity::Secret const& secret,
        identity::Secret::Keyed keyed = identity::Secret::Keyed::with_secret
    ) const;

    std::string_view method;
    Pairs pairs;          // of the query
    std::string headers;  // "name:value\n" of each that is signed; that of the host as it came
    std::string_view signed_headers;
    std::string_view host;  // port included
    std::string body_digest;
};

}  // namespace rds::signature
