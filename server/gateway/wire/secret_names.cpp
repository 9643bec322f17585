#include "server/gateway/wire/secret_names.hpp"

#include "server/http/message.hpp"
#include "server/text/ascii.hpp"

#include <algorithm>
#include <array>

namespace rds::gateway {

namespace {

// Every parameter of every call is looked at: most are told apart by their length or last letter.
bool ends_with(std::string_view name, std::string_view end) {
    constexpr int kCaseBit = 0x20;
    return name.size() >= end.size() && (name.back() | kCaseBit) == end.back() &&
           text::equals_ignoring_case(name.substr(name.size() - end.size()), end);
}

constexpr auto kPlain = [] {
    std::array<bool, 256> plain{};
    for (char const c : std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "abcdefghijklmnopqrstuvwxyz"
                                         "0123456789.-_"})
        plain.at(static_cast<unsigned char>(c)) = true;
    return plain;
}();

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
               return secret.size() == name.size() && text::equals_ignoring_case(secret, name);
           });
}

std::string_view plain_part(std::string_view name) {
    auto const is_plain = [](char c) { return kPlain.at(static_cast<unsigned char>(c)); };
    auto const* const end = std::ranges::find_if_not(name, is_plain);
    return name.substr(0, static_cast<std::size_t>(end - name.begin()));
}

}  // namespace rds::gateway
