#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace rds::identity {

// An IP address, or those that share its first bits. IPv4 is held as IPv6 has it, ::ffff:a.b.c.d,
// so a peer on a socket of both kinds is the one that a policy names.
struct Network {
    std::array<std::uint8_t, 16> address{};
    int prefix_bits = 128;

    bool contains(Network const& other) const;

    auto operator<=>(Network const&) const = default;
};

// "203.0.113.2", "192.0.2.0/24", "2001:db8::/32". Bits behind the prefix count for nothing.
std::optional<Network> parse_network(std::string_view text);

}  // namespace rds::identity
