#pragma once

#include "server/http/message.hpp"

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

    // Throws a Problem that says why a request is turned away. `is_open` is of an operation that
    // tells nothing (health): it needs no token and is there even if the rest is switched off.
    void require(http::Request const& request, bool is_open) const;
};

}  // namespace rds::control::rest
