// What a fault that a test injected does to a call and to its answer.
#pragma once

#include "server/api/faults.hpp"
#include "server/control/fault_rule.hpp"
#include "server/http/message.hpp"

namespace rds::gateway {

// What log and journal call the outcome of a call that a fault closed before it was handled.
inline constexpr std::string_view kConnectionClosed = "ConnectionClosed";

api::Fault injected_fault(control::FaultEffect::Refusal const& refusal);

// Of a call that was not handled and gets no answer: status 0, which is for log and journal alone.
http::Response unanswered();

// The answer as the effect wants it, once nothing else about it changes.
void distort(http::Response& response, control::FaultEffect const& effect);

}  // namespace rds::gateway
