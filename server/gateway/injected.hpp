// What a fault that a test injected does to a call and to its answer.
#pragma once

#include "server/control/fault_rule.hpp"
#include "server/http/message.hpp"

namespace rds::gateway {

// What log and journal call the outcome of a call that a fault closed before it was handled.
inline constexpr std::string_view kConnectionClosed = "ConnectionClosed";

// Of a call that was not handled and gets no answer: status 0, which is for log and journal alone.
http::Response unanswered();

// The answer as the rule wants it, once nothing else about it changes.
void distort(http::Response& response, control::FaultRule const& rule);

}  // namespace rds::gateway
