#pragma once

#include "server/emulator/options.hpp"
#include "server/http/tls.hpp"
#include "server/tls/certificate.hpp"

#include <optional>

namespace rds {

// Which connections the options let be served.
enum class Schemes : std::uint8_t { http, both, https };

Schemes schemes(Options const& options);

// The certificate that the options ask for: one's own, that of the data directory, or a new one;
// nothing if they leave TLS off. The data directory must be locked by then. Throws Unusable if
// it cannot be had, or if options about TLS do not fit each other.
std::optional<tls::Certificate> certificate(Options const& options, tls::Instant now);

// What a server with this certificate does. Throws Unusable if OpenSSL does not allow it.
http::Tls server_tls(Options const& options, std::optional<tls::Certificate> const& certificate);

// For clients to trust: writes it, without its key, to the file that the options name, if they name
// one, and says in the log whom it is for. Throws Unusable.
void announce_certificate(Options const& options, tls::Certificate const& certificate);

}  // namespace rds
