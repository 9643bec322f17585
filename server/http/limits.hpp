#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace rds::http {

struct Limits {
    // A value of 64 KiB has 192 KiB once each of its bytes is percent-encoded; the rest is for the
    // other parameters and the signature, which SDKs send in the query too.
    std::size_t target_bytes = 256UL * 1024;
    std::size_t header_bytes = 64UL * 1024;  // all fields; of a chunked body also its trailer
    std::size_t body_bytes = 1024UL * 1024;
    std::chrono::milliseconds request_time{10'000};  // from a request's first byte to its last,
                                                     // and for a client to take an answer
    std::chrono::milliseconds idle_time{
        25'000};  // between two requests; the service says Keep-Alive: timeout=25
    std::chrono::milliseconds drain_time{300};  // what is in flight may take so long after stop()
    std::size_t connections = 4096;             // beyond: see Sessions::begin()
    std::size_t untaken_bytes = 64UL * 1024 * 1024;  // beyond: see Untaken

    // The shortest time that a connection is ever allowed.
    std::chrono::milliseconds shortest_wait() const { return std::min(idle_time, request_time); }
};

}  // namespace rds::http
