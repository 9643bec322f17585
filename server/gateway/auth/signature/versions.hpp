// How requests are signed. Version 1.0: a parameter `Signature` that is the HMAC of all the others.
// Version 3 (ACS3-HMAC-SHA256): a header that signs query, chosen headers and body.
#pragma once

#include "server/api/arguments.hpp"
#include "server/crypto/digest.hpp"
#include "server/http/message.hpp"
#include "server/identity/secret.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rds::signature {

// As both versions encode: all bytes but A-Z, a-z, 0-9 and -_.~ as %XX, upper case.
void append_percent_encoded(std::string& out, std::string_view text);

// The pairs in the order of their names' bytes; those of one name as they came.
using Pairs = std::vector<api::Argument const*>;
Pairs sorted(std::span<api::Argument const> arguments);

// "a=1&b=&c=%20": what was decoded on arrival is encoded again, because SDKs differ in how they
// write it (Go sends '+' for a space, Node leaves *'()! as they are) and agree on what they sign.
std::string canonical_query(Pairs const& pairs);

// Of SignatureMethod; nothing for one that is not checked here.
std::optional<crypto::Algorithm> v1_algorithm(std::string_view signature_method);

// What V1 signs of a request.
struct V1 {
    // Query and form together, all but Signature; empty values count. The arguments must outlive
    // it.
    static V1
    of(std::string_view method, api::Arguments const& arguments, crypto::Algorithm algorithm);

    std::string string_to_sign() const;
    static std::string string_to_sign(std::string_view method, std::string_view canonical_query);

    std::string signature(
        identity::Secret const& secret,
        identity::Secret::Keyed keyed = identity::Secret::Keyed::with_ampersand
    ) const;

    std::string_view method;
    Pairs pairs;
    crypto::Algorithm algorithm;
};

// The header `Authorization: ACS3-HMAC-SHA256 Credential=k,SignedHeaders=a;b,Signature=s`, its
// parts in any order: Java's SDK has another one than the rest. Views of the header.
struct Authorization {
    std::string_view algorithm;
    std::string_view credential;
    std::string_view signed_headers;
    std::string_view signature;
    std::string problem;  // a part that is missing or given twice, as a clause; empty: none
};

// Those of SignedHeaders, as they stand there.
std::vector<std::string_view> names_in(std::string_view signed_headers);

// Whether the header is of V3, whatever else is wrong with it.
bool is_v3(std::string_view header);

// Of a header that is_v3().
Authorization parse_authorization(std::string_view header);

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

// Where a signature that does not match would have matched: what most likely happened between the
// client and here. Found by trying, so only as far as trying is cheap. A sentence, or nothing if it
// cannot be told: then the secret is most likely another one.
std::string
difference(V1 const& arrived, std::string_view signature, identity::Secret const& secret);

// What else there is of a request, to try it in place of what was signed.
struct Came {
    http::Fields const& fields;
    api::Arguments const& arguments;  // of query and form
};

std::string difference(
    V3 const& arrived,
    std::string_view signature,
    identity::Secret const& secret,
    Came const& came
);

}  // namespace rds::signature
