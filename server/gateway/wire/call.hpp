#pragma once

#include "server/api/action.hpp"
#include "server/api/arguments.hpp"
#include "server/api/faults.hpp"
#include "server/gateway/auth/signature/versions.hpp"
#include "server/gateway/wire/argument_limits.hpp"
#include "server/http/message.hpp"

#include <cstddef>
#include <optional>
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

// A request, read as a call. Where it is refused, the call holds what could be read, so that the
// refusal is still answered in the format asked for.
struct Decoded {
    Call call;
    std::optional<api::Fault> refused;
    std::string hint;  // what was passed over
};

// Merges query, form or JSON body and x-acs-* headers; then checks, in this order, that all could
// be decoded into plain text within the limits, Format, and that there is an Action.
Decoded decode(http::Request const& request, ArgumentLimits const& limits = {});

// Where a parameter is missing: " TimeStamp was given; did you mean Timestamp?", or nothing.
std::string misspelt(api::Arguments const& arguments, std::string_view name);

// What error bodies name as HostId: the Host header without its port, if it is a name or an IPv4
// address, else the service's own.
std::string host_id(http::Request const& request);

// How the sender of a request calls this server: "http://127.0.0.1:2014". Empty if its Host header
// is anything but a name or an address, with or without a port: it goes into links.
std::string own_address(http::Request const& request);

}  // namespace rds::gateway
