#pragma once

#include <cstdint>

namespace rds::http {

// What has come of reading a request. A refusal is named by its HTTP status.
enum class Reading : std::uint16_t {
    complete,
    unfinished,  // more must come
    ended,       // no more will come, and nothing is to be said to the client
    malformed = 400,
    too_slow = 408,
    body_too_large = 413,
    target_too_large = 414,
    expectation_unknown = 417,
    header_too_large = 431,
    too_many_connections = 503,
};

}  // namespace rds::http
