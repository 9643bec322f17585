#pragma once

#include "server/tls/handshake.hpp"
#include "server/tls/kept_certificate.hpp"
#include "tests/kit/tls_client.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace rds::http {

// One for all tests of a run: making a key takes a while under the sanitizers.
inline tls::Certificate const& test_certificate() {
    static auto const certificate = tls::self_signed(
        tls::generate_key(),
        {"localhost", "127.0.0.1"},
        std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
    );
    return certificate;
}

inline std::shared_ptr<SSL_CTX> with_tls() {
    return tls::server_context(test_certificate());
}

}  // namespace rds::http
