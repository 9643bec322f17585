#pragma once

#include "server/crypto/digest.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace rds::identity {

// An AccessKey's secret: it can sign and cannot be read, so that it is in no log, answer or export.
// Any thread.
class Secret {
  public:
    explicit Secret(std::string_view text)
        : text_{text},
          with_secret_{text},
          with_ampersand_{std::string{text}.append("&")},
          fingerprint_{with_secret_.sha256.of("fingerprint")} {}

    // What the HMAC is keyed with: V1 appends '&' to the secret, V3 does not.
    enum class Keyed : std::uint8_t { with_secret, with_ampersand };

    // Returns the secret of a client that has read something more behind this one.
    Secret followed_by(std::string_view more) const {
        return Secret{std::string{text_}.append(more)};
    }

    // The same for equal secrets, and nothing that tells them.
    std::string_view fingerprint() const { return fingerprint_.view(); }

    // SHA-1 or SHA-256.
    crypto::Digest mac(crypto::Algorithm algorithm, Keyed keyed, std::string_view text) const {
        auto const& macs = keyed == Keyed::with_ampersand ? with_ampersand_ : with_secret_;
        return (algorithm == crypto::Algorithm::sha1 ? macs.sha1 : macs.sha256).of(text);
    }

  private:
    struct Macs {
        explicit Macs(std::string_view key)
            : sha1{crypto::Mac::hmac(crypto::Algorithm::sha1, key)},
              sha256{crypto::Mac::hmac(crypto::Algorithm::sha256, key)} {}

        crypto::Mac sha1;
        crypto::Mac sha256;
    };

    std::string text_;
    Macs with_secret_;
    Macs with_ampersand_;
    crypto::Digest fingerprint_;
};

}  // namespace rds::identity
