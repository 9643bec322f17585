// Requests that no two readers could take alike, as data: the session must refuse each, whatever it
// finds behind it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rds::http {

struct MalformedRequest {
    std::string name;
    std::string bytes;
    int status = 400;
};

std::vector<MalformedRequest> malformed_request_lines();
std::vector<MalformedRequest> malformed_versions();
std::vector<MalformedRequest> malformed_fields();
std::vector<MalformedRequest> malformed_hosts();
std::vector<MalformedRequest> malformed_lengths();
std::vector<MalformedRequest> malformed_codings();
std::vector<MalformedRequest> malformed_chunk_sizes();
std::vector<MalformedRequest> malformed_chunks();

// All of these.
std::vector<std::vector<MalformedRequest>> malformed_requests_by_kind();

std::vector<MalformedRequest> malformed_requests();

// What an attacker hopes to have taken for a request of its own.
inline constexpr std::string_view kSmuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

}  // namespace rds::http
