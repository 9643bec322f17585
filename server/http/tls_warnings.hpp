#pragma once

#include "server/http/once_per_second.hpp"

#include <string_view>

namespace rds::http {

// Tells the user, in the log, of clients that expected something else: each kind at most once a
// second, for such a client tries again and again. Any thread.
class TlsWarnings {
  public:
    // TLS on a port without.
    void no_tls_here(std::string_view peer);

    // `why` is a phrase: "does not trust the certificate".
    void handshake_failed(std::string_view peer, std::string_view why);

    // A client that hung up after the handshake, before its first request. There are innocent ones.
    void nothing_asked(std::string_view peer);

  private:
    OncePerSecond no_tls_here_;
    OncePerSecond handshake_failed_;
    OncePerSecond nothing_asked_;
};

}  // namespace rds::http
