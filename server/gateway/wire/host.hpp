#pragma once

#include "server/http/message.hpp"

#include <string>

namespace rds::gateway {

// What error bodies name as HostId: the Host header without its port, if it is a name or an IPv4
// address, else the service's own.
std::string host_id(http::Request const& request);

// How the sender of a request calls this server: "http://127.0.0.1:2014". Empty if its Host header
// is anything but a name or an address, with or without a port: it goes into links.
std::string own_address(http::Request const& request);

}  // namespace rds::gateway
