// Where a signature that does not match would have matched: what most likely happened between the
// client and here. Found by trying, so only as far as trying is cheap.
#pragma once

#include "server/gateway/auth/signature/v1.hpp"
#include "server/gateway/auth/signature/v3.hpp"

#include <string>
#include <string_view>

namespace rds::signature {

// A sentence, or nothing if it cannot be told: then the secret is most likely another one.
std::string
difference(V1 const& arrived, std::string_view signature, identity::Secret const& secret);

// What else there is of a request, to try it in place of what was signed.
struct Came {
    http::Fields const& fields;
    api::Arguments const& arguments;  // of query and form
};

std::string difference(
    V3 const& arrived,
    std::string_view signature,
    identity::Secret const& secret,
    Came const& came
);

}  // namespace rds::signature
