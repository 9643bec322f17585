#include "server/gateway/wire/host.hpp"

#include "server/http/address.hpp"
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

bool is_port(std::string_view port) {
    constexpr std::size_t kLongest = 5;
    return port.size() <= kLongest && std::ranges::all_of(port, text::is_digit);
}

}  // namespace

std::string host_id(http::Request const& request) {
    auto const name = http::read_authority(request.fields.value_or_empty("Host")).host;
    return std::string{is_name(name) ? name : kDefaultHostId};
}

std::string own_address(http::Request const& request) {
    auto const authority = request.fields.value_or_empty("Host");
    auto const [host, port] = http::read_authority(authority);
    if ((!is_name(host) && !is_v6(host)) || !is_port(port)) return {};
    return fmt::format("{}://{}", request.secure ? "https" : "http", authority);
}

}  // namespace rds::gateway
