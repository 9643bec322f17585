#pragma once

#include "server/api/arguments.hpp"
#include "server/gateway/auth/signature/authorization.hpp"

#include <string>

namespace rds::gateway {

enum class Format { json, xml };

// How the caller signs, as far as the request's shape tells.
enum class SignatureStyle { none, v1, v3 };

// One call of the API, whatever the shape of the request that carried it, which it must not
// outlive.
struct Call {
    std::string action;   // empty: none was given
    std::string version;  // likewise
    Format format = Format::xml;
    SignatureStyle signature = SignatureStyle::none;
    std::string access_key_id;               // empty: none was given
    signature::Authorization authorization;  // of V3; all empty without that header
    std::string host_id;                     // what error bodies name as HostId
    api::Arguments arguments;
    std::size_t query_arguments = 0;  // so many of them, the first ones, came in the query
};

}  // namespace rds::gateway
