#include "server/identity/network.hpp"

#include "server/text/number.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <string>

namespace rds::identity {

namespace {

constexpr int kMappedBits = 96;

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

}  // namespace

bool Network::contains(Network const& other) const {
    auto const whole = prefix_bits / 8;
    auto const rest = prefix_bits % 8;
    if (other.prefix_bits < prefix_bits) return false;
    if (!std::equal(address.begin(), address.begin() + whole, other.address.begin())) return false;
    auto const index = static_cast<std::size_t>(whole);
    return rest == 0 || (address[index] ^ other.address[index]) >> (8 - rest) == 0;
}

std::optional<Network> parse_network(std::string_view text) {
    auto const slash = text.find('/');
    auto const address = text.substr(0, slash);
    auto network = parse_address(address);
    if (!network || slash == std::string_view::npos) return network;
    auto const skipped = address.find(':') == std::string_view::npos ? kMappedBits : 0;
    auto const bits = text::number<int>(text.substr(slash + 1));
    if (!bits || *bits < 0 || *bits > network->prefix_bits - skipped) return std::nullopt;
    network->prefix_bits = skipped + *bits;
    return network;
}

}  // namespace rds::identity
