#pragma once

#include <atomic>
#include <chrono>
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
    std::atomic<std::chrono::steady_clock::rep> quiet_until_{0};
};

}  // namespace rds::http
