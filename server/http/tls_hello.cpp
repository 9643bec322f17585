#include "server/http/tls_hello.hpp"

#include "server/log/log.hpp"

namespace rds::http {

void TlsHelloWarning::warn(std::string_view peer) {
    using Clock = std::chrono::steady_clock;
    auto const now = Clock::now().time_since_epoch();
    auto const until = (now + Clock::duration{std::chrono::seconds{1}}).count();
    auto quiet = quiet_until_.load(std::memory_order_relaxed);
    if (now.count() < quiet) return;
    if (!quiet_until_.compare_exchange_strong(quiet, until, std::memory_order_relaxed)) return;
    log::warn(
        "{} spoke TLS (HTTPS) to this plain HTTP port and was disconnected: set the SDK's "
        "`protocol` to \"http\", or begin its endpoint with http://",
        peer
    );
}

}  // namespace rds::http
