// What a request says of who made it, wherever it says so.
#pragma once

#include "server/gateway/wire/call.hpp"
#include "server/http/message.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace rds::gateway {

enum class Scheme : std::uint8_t {
    unsigned_call,
    v1,
    v3,
    bearer,     // a token in a header and no signature, as the newer SDKs send it
    bearer_v1,  // a token among the parameters, signed as V1 with an empty secret: Go's older SDK
    ambiguous,  // credentials of both versions: no two readers need agree on whose call it is
};

// Views of the request and the call.
struct Credentials {
    Scheme scheme = Scheme::unsigned_call;
    std::string_view security_token;  // of STS; empty: none
    std::string_view bearer_token;
    std::string_view timestamp;
    std::string_view nonce;
};

Credentials credentials(http::Request const& request, Call const& call);

// Why two readers could take these credentials for different ones, as a sentence; empty if they
// cannot: an Authorization without one of its parts, both versions at once, or a header of V3 that
// says something else than what V1 signs.
std::string
ambiguity(http::Request const& request, Call const& call, Credentials const& credentials);

}  // namespace rds::gateway
