#pragma once

#include "server/http/message.hpp"

#include <chrono>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace rds::http {

// "Mon, 05 Jan 2026 10:20:30 GMT" (RFC 7231, 7.1.1.1).
std::string date_text(std::time_t seconds);

// Status line and header of a response, with the empty line that ends them, in place of what `out`
// held. `keep_alive` is how long the connection will then wait for the next request, nothing if it
// closes.
void write_head(
    std::string& out,
    Response const& response,
    std::optional<std::chrono::seconds> keep_alive
);

// Whether a response of that status to that method is sent with its body.
bool carries_body(int status, std::string_view method);

}  // namespace rds::http
