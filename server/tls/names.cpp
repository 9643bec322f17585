#include "server/tls/names.hpp"

#include "server/text/ascii.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

namespace rds::tls {

namespace {

constexpr std::size_t kLongestName = 253;
constexpr std::size_t kLongestLabel = 63;

bool is_in_a_label(char c) {
    return (c >= 'a' && c <= 'z') || text::is_digit(c) || c == '-' || c == '_';
}

bool is_label(std::string_view label) {
    if (label.empty() || label.size() > kLongestLabel) return false;
    if (label.front() == '-' || label.back() == '-') return false;
    return std::ranges::all_of(label, is_in_a_label);
}

bool are_labels(std::string_view name) {
    auto const labels = text::split(name, '.');
    // A name that ends in a number is an address that went wrong: 10.0.0.256.
    return std::ranges::all_of(labels, is_label) &&
           !std::ranges::all_of(labels.back(), text::is_digit);
}

}  // namespace

std::optional<std::string> ip_address(std::string_view text) {
    std::string const address{text};
    for (int const family : {AF_INET, AF_INET6}) {
        std::array<unsigned char, sizeof(in6_addr)> bytes{};
        if (::inet_pton(family, address.c_str(), bytes.data()) != 1) continue;
        std::array<char, INET6_ADDRSTRLEN> canonical{};
        return ::inet_ntop(family, bytes.data(), canonical.data(), canonical.size());
    }
    return std::nullopt;
}

std::optional<std::string> certificate_name(std::string_view text) {
    if (auto address = ip_address(text)) return address;
    if (text.size() > kLongestName) return std::nullopt;
    auto name = text::lower_case(text);
    constexpr std::string_view kAnyLabel = "*.";
    auto labels = std::string_view{name};
    if (labels.starts_with(kAnyLabel)) labels.remove_prefix(kAnyLabel.size());
    if (!are_labels(labels)) return std::nullopt;
    return name;
}

std::vector<std::string> needed_names(std::vector<std::string> const& more) {
    std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};
    for (auto const& name : more) {
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return names;
}

}  // namespace rds::tls
