#pragma once

#include "server/api/action.hpp"
#include "server/api/arguments.hpp"
#include "server/gateway/auth/signature/versions.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace rds::gateway {

enum class Format { json, xml };

// One call of the API, whatever the shape of the request that carried it, which it must not
// outlive.
struct Call {
    std::string action;                     // its name; empty: none was given
    api::Action const* declared = nullptr;  // absent: not looked up yet, or not emulated
    std::string version;                    // empty: none was given
    Format format = Format::xml;
    std::string access_key_id;               // empty: none was given
    signature::Authorization authorization;  // of V3; all empty without that header
    std::string host_id;                     // what error bodies name as HostId
    api::Arguments arguments;
    std::size_t query_arguments = 0;  // how many of them, the first ones, came in the query

    // What answers, logs and the journal may show of an argument's value.
    std::string_view shown_value(api::Argument const& argument) const;
};

}  // namespace rds::gateway
