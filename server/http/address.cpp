#include "server/http/address.hpp"

namespace rds::http {

std::string Address::text() const {
    auto const number = std::to_string(port);
    if (host.find(':') == std::string::npos) return host + ":" + number;
    return "[" + host + "]:" + number;
}

}  // namespace rds::http
