#pragma once

#include "server/emulator/options.hpp"
#include "server/tls/kept_certificate.hpp"

#include <openssl/types.h>

#include <memory>
#include <optional>

namespace rds {

// What --tls says, or --tls-cert implies.
TlsMode tls_mode(Options const& options);

// Returns the certificate that the options ask for: one's own, that of the data directory, or a new
// one; nothing if they leave TLS off. Its drafts are the files in which it is to be kept, and the
// one that the options name for clients to trust. The data directory must be locked by then. Throws
// Unusable if it cannot be had, or if options about TLS do not fit each other.
std::optional<tls::KeptCertificate> certificate(Options const& options, tls::Instant now);

// Returns what the server needs for TLS; null if TLS is off. Throws Unusable if OpenSSL refuses the
// certificate.
std::shared_ptr<SSL_CTX>
server_tls(Options const& options, std::optional<tls::KeptCertificate> const& certificate);

// Says in the log for which names clients may use the certificate.
void announce(tls::Certificate const& certificate);

}  // namespace rds
