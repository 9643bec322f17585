#include "server/identity/secret.hpp"

#include <string>

namespace rds::identity {

using crypto::Algorithm;

Secret::Macs::Macs(std::string_view key)
    : sha1{crypto::Mac::hmac(Algorithm::sha1, key)},
      sha256{crypto::Mac::hmac(Algorithm::sha256, key)} {}

Secret::Secret(std::string_view text)
    : with_secret_{text},
      with_ampersand_{std::string{text}.append("&")},
      fingerprint_{with_secret_.sha256.of("fingerprint")} {}

crypto::Digest Secret::mac(Algorithm algorithm, Keyed keyed, std::string_view text) const {
    auto const& macs = keyed == Keyed::with_ampersand ? with_ampersand_ : with_secret_;
    return (algorithm == Algorithm::sha1 ? macs.sha1 : macs.sha256).of(text);
}

}  // namespace rds::identity
