#include "server/http/tls_hello.hpp"

#include "server/log/log.hpp"

namespace rds::http {

void TlsHelloWarning::warn(std::string_view peer) {
    if (!once_per_second_()) return;
    log::warn(
        "{} spoke TLS (HTTPS) to this plain HTTP port and was disconnected: set the SDK's "
        "`protocol` to \"http\", or begin its endpoint with http://",
        peer
    );
}

}  // namespace rds::http
