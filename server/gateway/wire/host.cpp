#include "server/gateway/wire/host.hpp"

#include "server/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace rds::gateway {

namespace {

constexpr std::string_view kDefaultHostId = "rds.aliyuncs.com";

// Or an IPv4 address.
bool is_name(std::string_view host) {
    constexpr std::size_t kLongest = 253;
    return !host.empty() && host.size() <= kLongest && std::ranges::all_of(host, [](char c) {
        return text::is_letter(c) || text::is_digit(c) || c == '.' || c == '-';
    });
}

// In brackets.
bool is_v6(std::string_view host) {
    constexpr std::size_t kLongest = 47;
    if (!host.starts_with('[') || !host.ends_with(']') || host.size() > kLongest) return false;
    auto const address = host.substr(1, host.size() - 2);
    return !address.empty() && std::ranges::all_of(address, [](char c) {
        return text::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' ||
               c == '.';
    });
}

// ":2014"
bool is_port(std::string_view port) {
    constexpr std::size_t kLongest = 6;
    return port.size() > 1 && port.size() <= kLongest && port.front() == ':' &&
           std::ranges::all_of(port.substr(1), text::is_digit);
}

}  // namespace

std::string host_id(http::Request const& request) {
    auto const host = request.fields.value_or_empty("Host");
    auto const name = host.substr(0, host.find(':'));
    return std::string{is_name(name) ? name : kDefaultHostId};
}

std::string own_address(http::Request const& request) {
    auto const host = request.fields.value_or_empty("Host");
    auto const end = std::min(host.find(':', host.find(']') + 1), host.size());
    auto const name = host.substr(0, end);
    auto const port = host.substr(end);
    if ((!is_name(name) && !is_v6(name)) || (!port.empty() && !is_port(port))) return {};
    return fmt::format("{}://{}", request.secure ? "https" : "http", host);
}

}  // namespace rds::gateway
