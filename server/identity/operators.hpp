// The condition operators of RAM policies and what they compare.
#pragma once

#include "storage/instant.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

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

// A condition operator taken apart: "StringNotEqualsIgnoreCase" is text_ignoring_case, takes
// what is equal, and is negated.
struct Operator {
    enum class Kind : std::uint8_t {
        text,
        text_ignoring_case,
        pattern,  // with * and ?
        number,
        date,
        truth,
        address,
    };

    Kind kind = Kind::text;
    bool takes_less = false;  // a request's value that is less than the condition's
    bool takes_equal = true;
    bool takes_greater = false;
    bool is_negated = false;
    bool holds_if_absent = false;  // ...IfExists
};

// What an operator compares, of the type that its kind wants: text, number, date, truth, address.
using Operand = std::variant<std::string, double, storage::Instant, bool, Network>;

// "StringNotLike", "DateLessThanIfExists".
std::optional<Operator> find_operator(std::string_view name);

// Of every operator but the IfExists forms.
std::vector<std::string_view> operator_names();

// A value as an operator of this kind wants it: a policy's, or the request's.
std::optional<Operand> parse_operand(Operator::Kind kind, std::string_view text);

// What parse_operand() takes, for messages.
std::string_view operand_example(Operator::Kind kind);

}  // namespace rds::identity
