#include "server/http/address.hpp"

namespace rds::http {

std::string Address::text() const {
    auto const number = std::to_string(port);
    if (host.find(':') == std::string::npos) return host + ":" + number;
    return "[" + host + "]:" + number;
}

Address Address::from_here() const {
    if (host == "0.0.0.0") return {"127.0.0.1", port};
    if (host == "::") return {"::1", port};
    return *this;
}

bool Address::is_loopback() const {
    return host == "::1" || host.starts_with("127.");
}

Authority read_authority(std::string_view text) {
    auto const colon = text.find(':', text.starts_with('[') ? text.find(']') : 0);
    if (colon == std::string_view::npos) return {text, {}};
    return {text.substr(0, colon), text.substr(colon + 1)};
}

}  // namespace rds::http
