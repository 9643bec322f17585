#include "server/http/tls_warnings.hpp"

#include "server/log/log.hpp"
#include "server/tls/stream.hpp"

namespace rds::http {

void TlsWarnings::no_tls_here(std::string_view peer) {
    if (!no_tls_here_()) return;
    log::warn(
        "{} spoke TLS (HTTPS) to this plain HTTP port and was disconnected: set the SDK's "
        "`protocol` to \"http\", or begin its endpoint with http://, or start the emulator with "
        "--tls auto",
        peer
    );
}

void TlsWarnings::handshake_failed(std::string_view peer, std::string_view why) {
    if (handshake_failed_()) log::warn("{} {}", peer, why);
}

void TlsWarnings::nothing_asked(std::string_view peer) {
    if (!nothing_asked_()) return;
    log::info(
        "{} hung up after the TLS handshake without a request; if it does not trust the "
        "certificate, {}",
        peer,
        tls::kHowToTrust
    );
}

}  // namespace rds::http
