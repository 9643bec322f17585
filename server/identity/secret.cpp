#include "server/identity/secret.hpp"

#include <string>

namespace rds::identity {

namespace {

using crypto::Algorithm;

std::string with_ampersand(std::string_view text) {
    return std::string{text}.append("&");
}

}  // namespace

Secret::Secret(std::string_view text)
    : sha1_{crypto::Mac::hmac(Algorithm::sha1, text)},
      sha256_{crypto::Mac::hmac(Algorithm::sha256, text)},
      sha1_with_ampersand_{crypto::Mac::hmac(Algorithm::sha1, with_ampersand(text))},
      sha256_with_ampersand_{crypto::Mac::hmac(Algorithm::sha256, with_ampersand(text))},
      fingerprint_{sha256_.of("fingerprint")} {}

crypto::Digest Secret::mac(Algorithm algorithm, Keyed keyed, std::string_view text) const {
    if (keyed == Keyed::with_ampersand) {
        return (algorithm == Algorithm::sha1 ? sha1_with_ampersand_ : sha256_with_ampersand_)
            .of(text);
    }
    return (algorithm == Algorithm::sha1 ? sha1_ : sha256_).of(text);
}

}  // namespace rds::identity
