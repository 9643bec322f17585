#include "server/http/address.hpp"

namespace rds::http {

std::string Address::text() const {
    auto const number = std::to_string(port);
    if (host.find(':') == std::string::npos) return host + ":" + number;
    return "[" + host + "]:" + number;
}

bool Address::is_loopback() const {
    return host == "::1" || host.starts_with("127.");
}

}  // namespace rds::http
