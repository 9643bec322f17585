#pragma once

#include "server/http/framing.hpp"

#include <string_view>

namespace rds::http {

// Says, as a phrase about the client, why a request is refused: what the client sent and, where
// that tells what the client took this server for, what to set. `bytes` are those of the request
// that have come and were not parsed.
std::string_view why_refused(Reading reading, std::string_view bytes);

}  // namespace rds::http
