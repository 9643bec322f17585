#pragma once

#include "server/http/message.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace rds::http {

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
