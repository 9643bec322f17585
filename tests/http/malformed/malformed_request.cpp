#include "tests/http/malformed/malformed_request.hpp"

namespace rds::http {

std::vector<std::vector<MalformedRequest>> malformed_requests_by_kind() {
    return {
        malformed_request_lines(),
        malformed_versions(),
        malformed_fields(),
        malformed_hosts(),
        malformed_lengths(),
        malformed_codings(),
        malformed_chunk_sizes(),
        malformed_chunks()};
}

std::vector<MalformedRequest> malformed_requests() {
    std::vector<MalformedRequest> all;
    for (auto const& some : malformed_requests_by_kind())
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

}  // namespace rds::http
