// What a server's connections shake hands by, and why one of them could not.
#pragma once

#include "server/tls/certificate.hpp"

#include <openssl/types.h>

#include <memory>
#include <string>
#include <string_view>

namespace rds::tls {

// What a user does about a client that does not trust the certificate. Python's SDKs differ too
// much for a line.
inline constexpr std::string_view kHowToTrust =
    "give it the one that --tls-cert-file writes (NODE_EXTRA_CA_CERTS for Node, SSL_CERT_FILE for "
    "Go, curl --cacert; others: docs/https.md) and call the emulator by a name in it (--tls-name)";

// What all connections have in common: the certificate and the rules. TLS 1.2 and 1.3, no
// renegotiation, no compression; sessions are resumed by tickets, which the client keeps, so that
// nothing is kept here. Immutable; any thread. Throws Unusable if OpenSSL's security level does not
// allow the certificate or the key.
std::shared_ptr<SSL_CTX> server_context(Certificate const& certificate);

// Why the handshake of a connection failed, or what it means that it went no further, as a phrase
// about the client: "does not trust the certificate". `error` is OpenSSL's; 0 if the client hung
// up.
std::string handshake_failure(SSL const* connection, unsigned long error);

}  // namespace rds::tls
