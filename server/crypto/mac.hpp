#pragma once

#include "server/crypto/digest.hpp"

#include <memory>
#include <string_view>

struct evp_mac_ctx_st;

namespace rds::crypto {

// A message authentication code, keyed once and used many times: keying costs as much as the rest.
// The key itself is not kept. Any thread.
class Mac {
  public:
    static Mac hmac(Algorithm algorithm, std::string_view key);

    // SipHash of 16 bytes, for fingerprints; a key has 16 bytes.
    static Mac siphash(std::string_view key);

    // Throws std::runtime_error if OpenSSL fails.
    Digest of(std::string_view text) const;

  private:
    struct Free {
        void operator()(evp_mac_ctx_st* context) const;
    };

    using Context = std::unique_ptr<evp_mac_ctx_st, Free>;

    explicit Mac(Context keyed) : keyed_{std::move(keyed)} {}

    Context keyed_;
};

}  // namespace rds::crypto
