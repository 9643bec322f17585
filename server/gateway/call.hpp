#pragma once

#include "server/api/arguments.hpp"

#include <string>

namespace rds::gateway {

enum class Format { json, xml };

// How the caller signed, as far as the request's shape tells.
enum class SignatureStyle { none, v1, v3 };

// One call of the API, whatever the shape of the request that carried it.
struct Call {
    std::string action;   // empty: none was given
    std::string version;  // likewise
    Format format = Format::xml;
    SignatureStyle signature = SignatureStyle::none;
    std::string access_key_id;  // empty: none was given
    std::string host_id;        // what error bodies name as HostId
    api::Arguments arguments;
};

}  // namespace rds::gateway
