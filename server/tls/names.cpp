#include "server/tls/names.hpp"

#include "server/text/ascii.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>

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
    for (auto dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.')) {
        if (!is_label(name.substr(0, dot))) return false;
        name.remove_prefix(dot + 1);
    }
    // A name that ends in a number is an address that went wrong: 10.0.0.256.
    return is_label(name) && !std::ranges::all_of(name, text::is_digit);
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
    std::string name{text};
    std::ranges::transform(name, name.begin(), text::lower);
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

std::optional<std::string> host_name() {
    std::array<char, HOST_NAME_MAX + 1> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0) return std::nullopt;
    return certificate_name(name.data());
}

}  // namespace rds::tls
