#pragma once

#include "server/control/rest/problem.hpp"
#include "server/http/message.hpp"

#include <optional>
#include <string>

namespace rds::control::rest {

// Who may call the control API.
struct Safety {
    bool is_on = true;
    bool is_loopback_only = true;  // every address that is listened on
    bool is_https_only = false;
    std::string token{};  // empty: none is wanted

    // Why a request is turned away. `is_open` is of an operation that tells nothing (health): it
    // needs no token and is there even if the rest is switched off.
    std::optional<Problem> refusal(http::Request const& request, bool is_open) const;
};

}  // namespace rds::control::rest
