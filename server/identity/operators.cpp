#include "server/identity/operators.hpp"

#include "server/text/ascii.hpp"
#include "server/text/time.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace rds::identity {

namespace {

using Kind = Operator::Kind;
using Relation = Operator::Relation;

struct NamedOperator {
    std::string_view name;
    Operator meaning;
};

// As RAM documents them (https://www.alibabacloud.com/help/en/ram/conditional-operator) and OSS
// lists them for RAM policies. The latter names IpAddressIncludeBorder without explaining it. Our
// choice: an address at the border of a network always belongs to it, so it means the same as
// IpAddress; and it has a negated form as IpAddress has.
constexpr std::array kOperators{
    NamedOperator{"StringEquals", {.kind = Kind::text}},
    NamedOperator{"StringNotEquals", {.kind = Kind::text, .is_negated = true}},
    NamedOperator{"StringEqualsIgnoreCase", {.kind = Kind::text_ignoring_case}},
    NamedOperator{
        "StringNotEqualsIgnoreCase",
        {.kind = Kind::text_ignoring_case, .is_negated = true}},
    NamedOperator{"StringLike", {.kind = Kind::pattern}},
    NamedOperator{"StringNotLike", {.kind = Kind::pattern, .is_negated = true}},
    NamedOperator{"NumericEquals", {.kind = Kind::number}},
    NamedOperator{"NumericNotEquals", {.kind = Kind::number, .is_negated = true}},
    NamedOperator{"NumericLessThan", {Kind::number, Relation::less}},
    NamedOperator{"NumericLessThanEquals", {Kind::number, Relation::less_or_equal}},
    NamedOperator{"NumericGreaterThan", {Kind::number, Relation::greater}},
    NamedOperator{"NumericGreaterThanEquals", {Kind::number, Relation::greater_or_equal}},
    NamedOperator{"DateEquals", {.kind = Kind::date}},
    NamedOperator{"DateNotEquals", {.kind = Kind::date, .is_negated = true}},
    NamedOperator{"DateLessThan", {Kind::date, Relation::less}},
    NamedOperator{"DateLessThanEquals", {Kind::date, Relation::less_or_equal}},
    NamedOperator{"DateGreaterThan", {Kind::date, Relation::greater}},
    NamedOperator{"DateGreaterThanEquals", {Kind::date, Relation::greater_or_equal}},
    NamedOperator{"Bool", {.kind = Kind::truth}},
    NamedOperator{"IpAddress", {.kind = Kind::address}},
    NamedOperator{"NotIpAddress", {.kind = Kind::address, .is_negated = true}},
    NamedOperator{"IpAddressIncludeBorder", {.kind = Kind::address}},
    NamedOperator{"NotIpAddressIncludeBorder", {.kind = Kind::address, .is_negated = true}},
};

// A plain decimal number: no hexadecimal digits, no infinity.
std::optional<Operand> parse_number(std::string_view text) {
    if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return std::nullopt;
    double number = 0;
    auto const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end || !std::isfinite(number)) return std::nullopt;
    return number;
}

// "+08:00", which is east of UTC.
std::optional<std::chrono::minutes> parse_offset(std::string_view text) {
    constexpr std::string_view kShape = "+00:00";
    auto const is_shaped = std::ranges::equal(text, kShape, [](char c, char shape) {
        if (shape == '0') return text::is_digit(c);
        return c == shape || (shape == '+' && c == '-');
    });
    if (!is_shaped) return std::nullopt;
    auto const digit = [text](std::size_t index) { return text[index] - '0'; };
    std::chrono::hours const hours{10 * digit(1) + digit(2)};
    std::chrono::minutes const minutes{10 * digit(4) + digit(5)};
    if (hours.count() > 23 || minutes.count() > 59) return std::nullopt;
    return text.front() == '-' ? -(hours + minutes) : hours + minutes;
}

// ISO 8601 in UTC, or with an offset as in the vendor's own examples: 2019-08-12T17:00:00+08:00.
std::optional<Operand> parse_date(std::string_view text) {
    if (auto const instant = text::parse_timestamp(text)) return *instant;
    constexpr std::size_t kOffsetSize = 6;
    if (text.size() < kOffsetSize) return std::nullopt;
    auto const split = text.size() - kOffsetSize;
    auto const offset = parse_offset(text.substr(split));
    auto const local = text::parse_timestamp(std::string{text.substr(0, split)} + 'Z');
    if (!offset || !local) return std::nullopt;
    return *local - *offset;
}

// In any case of letters: our choice.
std::optional<Operand> parse_truth(std::string_view text) {
    if (text::equals_ignoring_case(text, "true")) return true;
    if (text::equals_ignoring_case(text, "false")) return false;
    return std::nullopt;
}

}  // namespace

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
    switch (kind) {
        case Kind::text:
        case Kind::text_ignoring_case:
        case Kind::pattern:
            break;
        case Kind::number:
            return parse_number(text);
        case Kind::date:
            return parse_date(text);
        case Kind::truth:
            return parse_truth(text);
        case Kind::address:
            if (auto const network = parse_network(text)) return *network;
            return std::nullopt;
    }
    return std::string{text};
}

std::string_view operand_example(Kind kind) {
    switch (kind) {
        case Kind::text:
        case Kind::text_ignoring_case:
        case Kind::pattern:
            break;
        case Kind::number:
            return "a number like 42 or 0.5";
        case Kind::date:
            return "a date like 2026-01-02T03:04:05Z or 2026-01-02T03:04:05+08:00";
        case Kind::truth:
            return R"("true" or "false")";
        case Kind::address:
            return "an IP address or network like 203.0.113.2, 192.0.2.0/24 or 2001:db8::/32";
    }
    return "a text";
}

}  // namespace rds::identity
