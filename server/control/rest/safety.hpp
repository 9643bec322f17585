#pragma once

#include "server/control/rest/problem.hpp"
#include "server/http/message.hpp"

#include <optional>
#include <string>
#include <vector>

namespace rds::control::rest {

// Who may call the control API.
struct Safety {
    bool is_on = true;
    bool is_https_only = false;
    std::string token{};  // empty: none is wanted
    std::vector<std::string>
        hosts{};  // names that Host may have beside those that are no web page's

    // Why a request is turned away. `is_open` is of an operation that tells nothing (health): it
    // needs no token and is there even if the rest is switched off.
    std::optional<Problem> refusal(http::Request const& request, bool is_open) const;
};

}  // namespace rds::control::rest
