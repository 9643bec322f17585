// What browsers ask, and no SDK does.
#pragma once

#include "server/http/message.hpp"

#include <string_view>

namespace rds::gateway {

// Whether this is a person who opened the address: GET / without a query, Accept: text/html.
bool wants_front_page(http::Request const& request);

// A short page that says what this is and what to try; `instance_id` is one that exists, or empty.
http::Response front_page(http::Request const& request, std::string_view instance_id);

// Whether a browser says that a page of another site asks. A page of the same site, such as one on
// another port of localhost, and every other program says otherwise or nothing.
bool is_cross_site(http::Request const& request);

// The answer to a CORS preflight (OPTIONS).
http::Response preflight(http::Request const& request);

}  // namespace rds::gateway
