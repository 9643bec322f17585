// Signatures of version 1.0: a parameter `Signature` that is the HMAC of all the others.
#pragma once

#include "server/api/arguments.hpp"
#include "server/crypto/digest.hpp"
#include "server/gateway/auth/signature/canonical_query.hpp"
#include "server/identity/secret.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace rds::signature {

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

}  // namespace rds::signature
