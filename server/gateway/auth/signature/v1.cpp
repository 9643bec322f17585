#include "server/gateway/auth/signature/v1.hpp"

#include "server/crypto/digest.hpp"

namespace rds::signature {

std::optional<crypto::Algorithm> v1_algorithm(std::string_view signature_method) {
    if (signature_method == "HMAC-SHA1") return crypto::Algorithm::sha1;
    if (signature_method == "HMAC-SHA256") return crypto::Algorithm::sha256;
    return std::nullopt;
}

V1 V1::of(
    std::string_view http_method,
    api::Arguments const& arguments,
    crypto::Algorithm algorithm
) {
    V1 signed_parts{http_method, sorted(arguments.all()), algorithm};
    std::erase_if(signed_parts.pairs, [](auto const* pair) { return pair->name == "Signature"; });
    return signed_parts;
}

std::string V1::string_to_sign() const {
    return string_to_sign(http_method, canonical_query(pairs));
}

std::string V1::string_to_sign(std::string_view http_method, std::string_view canonical_query) {
    std::string text{http_method};
    text += "&%2F&";
    append_percent_encoded(text, canonical_query);
    return text;
}

std::string V1::signature(identity::Secret const& secret, identity::Secret::Keyed keyed) const {
    return crypto::base64(secret.mac(algorithm, keyed, string_to_sign()).view());
}

}  // namespace rds::signature
