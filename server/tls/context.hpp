#pragma once

#include "server/tls/certificate.hpp"

#include <openssl/types.h>

#include <memory>

namespace rds::tls {

// What all connections have in common: the certificate and the rules. TLS 1.2 and 1.3, no
// renegotiation, no compression; sessions are resumed by tickets, which the client keeps, so that
// nothing is kept here. Immutable; any thread.
class Context {
  public:
    // Throws Unusable if OpenSSL's security level does not allow the certificate or the key.
    explicit Context(Certificate const& certificate);

    SSL_CTX* get() const { return context_.get(); }

  private:
    std::shared_ptr<SSL_CTX> context_;
};

}  // namespace rds::tls
