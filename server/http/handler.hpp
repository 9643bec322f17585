// The one function that a server knows besides bytes.
#pragma once

#include "server/http/message.hpp"

#include <functional>

namespace rds::http {

// Called exactly once with the answer, on any thread, before or after the Handler returns.
using Reply = std::function<void(Response)>;

// Answers a request. Must not block for long: it runs on the session's thread. Must not throw: that
// ends the connection without an answer. The request stays valid and unchanged until the reply is
// called or dropped.
using Handler = std::function<void(Request const&, Reply)>;

}  // namespace rds::http
