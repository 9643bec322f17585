#pragma once

#include "server/api/faults.hpp"
#include "server/gateway/wire/argument_limits.hpp"
#include "server/gateway/wire/call.hpp"
#include "server/http/message.hpp"

#include <optional>
#include <string>

namespace rds::gateway {

// The one API version that there is.
inline constexpr std::string_view kApiVersion = "2014-08-15";

// A request, read as a call. Where it is refused, the call holds what could be read, so that the
// refusal is still answered in the format asked for.
struct Decoded {
    Call call;
    std::optional<api::Fault> refused;
    std::string hint;  // what was passed over
};

// Merges query, form or JSON body and x-acs-* headers; then checks, in this order, that all could
// be decoded into plain text within the limits, Format, Action and Version.
Decoded decode(http::Request const& request, ArgumentLimits const& limits = {});

}  // namespace rds::gateway
