#include "server/identity/network.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace rds::identity {

namespace {

constexpr int kMappedBits = 96;
constexpr int kAllBits = 128;

// The first `bits` of a byte.
std::uint8_t mask(int bits) {
    return static_cast<std::uint8_t>(0xFFU << static_cast<unsigned>(8 - std::clamp(bits, 0, 8)));
}

// An address alone; its prefix_bits are all.
std::optional<Network> parse_address(std::string_view text) {
    std::string const address{text};  // inet_pton wants an end
    Network network;
    if (address.find('\0') != std::string::npos) return std::nullopt;
    if (::inet_pton(AF_INET6, address.c_str(), network.address.data()) == 1) return network;
    network.address = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (::inet_pton(AF_INET, address.c_str(), &network.address[kMappedBits / 8]) == 1)
        return network;
    return std::nullopt;
}

std::optional<int> parse_prefix(std::string_view text, int most) {
    int bits = 0;
    auto const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, bits);
    if (error != std::errc{} || stop != end || bits < 0 || bits > most) return std::nullopt;
    return bits;
}

}  // namespace

bool Network::contains(Network const& other) const {
    if (other.prefix_bits < prefix_bits) return false;
    for (int byte = 0; byte < static_cast<int>(address.size()); ++byte) {
        auto const index = static_cast<std::size_t>(byte);
        auto const differing = address[index] ^ other.address[index];
        if ((differing & mask(prefix_bits - 8 * byte)) != 0) return false;
    }
    return true;
}

std::optional<Network> parse_network(std::string_view text) {
    auto const slash = text.find('/');
    auto const address = text.substr(0, slash);
    auto network = parse_address(address);
    if (!network || slash == std::string_view::npos) return network;
    auto const skipped = address.find(':') == std::string_view::npos ? kMappedBits : 0;
    auto const bits = parse_prefix(text.substr(slash + 1), kAllBits - skipped);
    if (!bits) return std::nullopt;
    network->prefix_bits = skipped + *bits;
    return network;
}

}  // namespace rds::identity
