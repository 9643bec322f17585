#pragma once

#include <chrono>
#include <cstddef>

namespace rds::http {

struct Limits {
    std::size_t header_bytes = 64UL * 1024;  // request line and header fields together
    std::size_t body_bytes = 1024UL * 1024;
    std::chrono::milliseconds request_time{10'000};  // from a request's first byte to its last,
                                                     // and for a client to take an answer
    std::chrono::milliseconds idle_time{
        25'000};  // between two requests; the service says Keep-Alive: timeout=25
    std::chrono::milliseconds drain_time{300};  // what is in flight may take so long after stop()
};

}  // namespace rds::http
