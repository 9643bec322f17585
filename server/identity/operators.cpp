#include "server/identity/operators.hpp"

#include "server/text/ascii.hpp"
#include "server/text/number.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace rds::identity {

namespace {

using Kind = Operator::Kind;

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

struct NamedOperator {
    std::string_view name;
    Operator meaning;
};

// As RAM documents them (https://www.alibabacloud.com/help/en/ram/conditional-operator) and OSS
// lists them for RAM policies. The latter names IpAddressIncludeBorder without explaining it. Our
// choice: an address at the border of a network always belongs to it, so it means the same as
// IpAddress; and it has a negated form as IpAddress has.
constexpr std::array<NamedOperator, 23> kOperators{{
    {"StringEquals", {.kind = Kind::text}},
    {"StringNotEquals", {.kind = Kind::text, .is_negated = true}},
    {"StringEqualsIgnoreCase", {.kind = Kind::text_ignoring_case}},
    {"StringNotEqualsIgnoreCase", {.kind = Kind::text_ignoring_case, .is_negated = true}},
    {"StringLike", {.kind = Kind::pattern}},
    {"StringNotLike", {.kind = Kind::pattern, .is_negated = true}},
    {"NumericEquals", {.kind = Kind::number}},
    {"NumericNotEquals", {.kind = Kind::number, .is_negated = true}},
    {"NumericLessThan", {.kind = Kind::number, .takes_less = true, .takes_equal = false}},
    {"NumericLessThanEquals", {.kind = Kind::number, .takes_less = true}},
    {"NumericGreaterThan", {.kind = Kind::number, .takes_equal = false, .takes_greater = true}},
    {"NumericGreaterThanEquals", {.kind = Kind::number, .takes_greater = true}},
    {"DateEquals", {.kind = Kind::date}},
    {"DateNotEquals", {.kind = Kind::date, .is_negated = true}},
    {"DateLessThan", {.kind = Kind::date, .takes_less = true, .takes_equal = false}},
    {"DateLessThanEquals", {.kind = Kind::date, .takes_less = true}},
    {"DateGreaterThan", {.kind = Kind::date, .takes_equal = false, .takes_greater = true}},
    {"DateGreaterThanEquals", {.kind = Kind::date, .takes_greater = true}},
    {"Bool", {.kind = Kind::truth}},
    {"IpAddress", {.kind = Kind::address}},
    {"NotIpAddress", {.kind = Kind::address, .is_negated = true}},
    {"IpAddressIncludeBorder", {.kind = Kind::address}},
    {"NotIpAddressIncludeBorder", {.kind = Kind::address, .is_negated = true}},
}};

std::optional<Operand> parse_text(std::string_view text) {
    return std::string{text};
}

// A plain decimal number: no hexadecimal digits, no infinity.
std::optional<Operand> parse_number(std::string_view text) {
    if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return std::nullopt;
    return text::number<double>(text);
}

// ISO 8601 in UTC, or with an offset as in the vendor's own examples: 2019-08-12T17:00:00+08:00.
std::optional<Operand> parse_date(std::string_view text) {
    if (auto const instant = text::parse_timestamp(text)) return *instant;
    auto const sign = text.find_last_of("+-");
    if (sign == std::string_view::npos) return std::nullopt;
    auto const local = text::parse_timestamp(fmt::format("{}Z", text.substr(0, sign)));
    // An offset is like the time of a day, which begins with the epoch.
    auto const ahead =
        text::parse_timestamp(fmt::format("1970-01-01T{}:00Z", text.substr(sign + 1)));
    if (!local || !ahead) return std::nullopt;
    auto const offset = ahead->time_since_epoch();
    return *local + (text[sign] == '-' ? offset : -offset);
}

// In any case of letters: our choice.
std::optional<Operand> parse_truth(std::string_view text) {
    if (text::equals_ignoring_case(text, "true")) return true;
    if (text::equals_ignoring_case(text, "false")) return false;
    return std::nullopt;
}

std::optional<Operand> parse_ip(std::string_view text) {
    return parse_network(text);
}

struct OperandType {
    Operator::Kind kind;
    std::optional<Operand> (*parse)(std::string_view text);
    std::string_view example;
};

// One for each kind.
constexpr std::array<OperandType, 7> kTypes{{
    {Kind::text, parse_text, "a text"},
    {Kind::text_ignoring_case, parse_text, "a text"},
    {Kind::pattern, parse_text, "a text"},
    {Kind::number, parse_number, "a number like 42 or 0.5"},
    {Kind::date, parse_date, "a date like 2026-01-02T03:04:05Z or 2026-01-02T03:04:05+08:00"},
    {Kind::truth, parse_truth, R"("true" or "false")"},
    {Kind::address,
     parse_ip,
     "an IP address or network like 203.0.113.2, 192.0.2.0/24 or 2001:db8::/32"},
}};

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

std::optional<Operator> find_operator(std::string_view name) {
    constexpr std::string_view kSuffix = "IfExists";
    auto const is_suffixed = name.ends_with(kSuffix);
    if (is_suffixed) name.remove_suffix(kSuffix.size());
    auto const* const found = std::ranges::find(kOperators, name, &NamedOperator::name);
    if (found == kOperators.end()) return std::nullopt;
    auto meaning = found->meaning;
    meaning.holds_if_absent = is_suffixed;
    return meaning;
}

std::vector<std::string_view> operator_names() {
    std::vector<std::string_view> names;
    names.reserve(kOperators.size());
    for (auto const& row : kOperators)
        names.push_back(row.name);
    return names;
}

std::optional<Operand> parse_operand(Kind kind, std::string_view text) {
    return std::ranges::find(kTypes, kind, &OperandType::kind)->parse(text);
}

std::string_view operand_example(Kind kind) {
    return std::ranges::find(kTypes, kind, &OperandType::kind)->example;
}

}  // namespace rds::identity
