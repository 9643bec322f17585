#include "server/gateway/secret_names.hpp"

#include "server/http/message.hpp"

#include <algorithm>
#include <array>

namespace rds::gateway {

bool is_secret(std::string_view name) {
    static constexpr std::array<std::string_view, 6> kNames{
        "Authorization",
        "BearerToken",
        "SecurityToken",
        "Signature",
        "x-acs-bearer-token",
        "x-acs-security-token",
    };
    return std::ranges::any_of(kNames, [name](std::string_view secret) {
        return http::equal_ignoring_case(secret, name);
    });
}

}  // namespace rds::gateway
