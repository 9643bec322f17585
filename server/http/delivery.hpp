#pragma once

#include <chrono>
#include <cstdint>

namespace rds::http {

// How an answer goes to its client, for tests of clients: late, cut off, or not at all.
struct Delivery {
    enum class Sent : std::uint8_t {
        whole,
        nothing,    // the connection closes without a byte
        truncated,  // the head, with the whole Content-Length, and half of the body
    };

    // Before the first byte; not waited for once the server stops.
    std::chrono::milliseconds delay{0};
    Sent sent = Sent::whole;
};

}  // namespace rds::http
