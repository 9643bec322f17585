#pragma once

#include "server/http/once_per_second.hpp"

#include <string_view>

namespace rds::http {

// The first byte of a connection that begins with a TLS handshake; no HTTP request begins with it.
inline constexpr char kTlsHandshake = 0x16;

// Tells the user, in the log, of clients that speak TLS to a plain port: at most one line a second,
// for such a client tries again and again. Any thread.
class TlsHelloWarning {
  public:
    void warn(std::string_view peer);

  private:
    OncePerSecond once_per_second_;
};

}  // namespace rds::http
