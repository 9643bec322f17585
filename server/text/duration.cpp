#include "server/text/duration.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <span>

namespace rds::text {

namespace {

using std::chrono::milliseconds;

struct Unit {
    std::string_view name;
    milliseconds length;
};

constexpr std::array<Unit, 5> kUnits{{
    {"d", std::chrono::days{1}},
    {"h", std::chrono::hours{1}},
    {"m", std::chrono::minutes{1}},
    {"s", std::chrono::seconds{1}},
    {"ms", milliseconds{1}},
}};

std::string_view take_while(std::string_view& text, auto matches) {
    auto const end = std::ranges::find_if_not(text, matches);
    auto const taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(taken.size());
    return taken;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Takes one "30m" off the front of `text`; its unit must be among `allowed`, which then becomes the
// units smaller than it.
std::optional<milliseconds> take_part(std::string_view& text, std::span<Unit const>& allowed) {
    auto const digits = take_while(text, is_digit);
    auto const name = take_while(text, [](char c) { return !is_digit(c); });

    std::int64_t count = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (digits.empty() || error != std::errc{}) return std::nullopt;

    auto const unit = std::ranges::find(allowed, name, &Unit::name);
    if (unit == allowed.end() || count > kLongestDuration / unit->length) return std::nullopt;
    allowed = allowed.subspan(static_cast<std::size_t>(unit - allowed.begin()) + 1);
    return count * unit->length;
}

}  // namespace

std::optional<milliseconds> parse_duration(std::string_view text) {
    auto const negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (text == "0") return milliseconds{0};
    if (text.empty()) return std::nullopt;

    milliseconds sum{0};
    std::span<Unit const> allowed = kUnits;
    while (!text.empty()) {
        auto const part = take_part(text, allowed);
        if (!part) return std::nullopt;
        sum += *part;
    }
    if (sum > kLongestDuration) return std::nullopt;
    return negative ? -sum : sum;
}

std::string duration_text(milliseconds duration) {
    if (duration == milliseconds{0}) return "0s";
    std::string text;
    if (duration < milliseconds{0}) text = "-";
    for (auto const& unit : kUnits) {
        auto const count = duration / unit.length;
        duration %= unit.length;
        if (count != 0) text.append(std::to_string(std::abs(count))).append(unit.name);
    }
    return text;
}

}  // namespace rds::text
