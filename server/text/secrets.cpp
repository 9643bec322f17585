#include "server/text/secrets.hpp"

#include "server/text/ascii.hpp"

#include <algorithm>
#include <array>

namespace rds::text {

namespace {

constexpr std::array<std::string_view, 8> kEnds{
    "Password",
    "Passwd",
    "Pwd",
    "Secret",
    "SecretKey",
    "PrivateKey",
    "ServerKey",
    "ClientKey",
};

constexpr std::array<std::string_view, 6> kWhole{
    "Authorization",
    "BearerToken",
    "SecurityToken",
    "Signature",
    "x-acs-bearer-token",
    "x-acs-security-token",
};

bool is_secret_part(std::string_view part) {
    auto const is_whole = [part](std::string_view name) {
        return equals_ignoring_case(part, name);
    };
    auto const is_end = [part](std::string_view end) {
        return part.size() >= end.size() &&
               equals_ignoring_case(part.substr(part.size() - end.size()), end);
    };
    return std::ranges::any_of(kEnds, is_end) || std::ranges::any_of(kWhole, is_whole);
}

}  // namespace

bool is_secret_name(std::string_view name) {
    return std::ranges::any_of(split(name, '.'), is_secret_part);
}

bool holds_secret_member(std::string_view text) {
    auto const begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos || (text[begin] != '{' && text[begin] != '[')) return false;
    if (text.find("\\u") != std::string_view::npos) return true;  // a name may be spelt with it
    // Whatever stands between two quotes may be a name; JSON within JSON has \" for a quote.
    while (!text.empty()) {
        auto const part = text.substr(0, text.find_first_of("\"\\"));
        if (is_secret_name(part)) return true;
        text.remove_prefix(std::min(part.size() + 1, text.size()));
    }
    return false;
}

}  // namespace rds::text
