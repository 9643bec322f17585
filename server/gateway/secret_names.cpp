#include "server/gateway/secret_names.hpp"

#include "server/http/message.hpp"

#include <algorithm>
#include <array>

namespace rds::gateway {

namespace {

bool ends_with(std::string_view name, std::string_view end) {
    return name.size() >= end.size() &&
           http::equal_ignoring_case(name.substr(name.size() - end.size()), end);
}

}  // namespace

// Actions that are not emulated yet take passwords (AccountPassword), and an SDK that is set up
// wrongly may send a key's secret.
bool is_secret(std::string_view name) {
    static constexpr std::array<std::string_view, 6> kNames{
        "Authorization",
        "BearerToken",
        "SecurityToken",
        "Signature",
        "x-acs-bearer-token",
        "x-acs-security-token",
    };
    return ends_with(name, "Password") || ends_with(name, "Secret") ||
           std::ranges::any_of(kNames, [name](std::string_view secret) {
               return http::equal_ignoring_case(secret, name);
           });
}

std::string_view plain_part(std::string_view name) {
    auto const is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == '_';
    };
    auto const* const end = std::ranges::find_if_not(name, is_plain);
    return name.substr(0, static_cast<std::size_t>(end - name.begin()));
}

}  // namespace rds::gateway
