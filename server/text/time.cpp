#include "server/text/time.hpp"

#include "server/text/ascii.hpp"
#include "server/text/number.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <span>

namespace rds::text {

namespace {

using std::chrono::milliseconds;
using std::chrono::sys_time;

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

// Takes one "30m" off the front of `text`; its unit must be among `allowed`, which then becomes the
// units smaller than it.
std::optional<milliseconds> take_part(std::string_view& text, std::span<Unit const>& allowed) {
    auto const digits = take_while(text, is_digit);
    auto const name = take_while(text, [](char c) { return !is_digit(c); });

    auto const count = number<std::int64_t>(digits);
    auto const unit = std::ranges::find(allowed, name, &Unit::name);
    if (!count || unit == allowed.end() || *count > kLongestDuration / unit->length)
        return std::nullopt;
    allowed = allowed.subspan(static_cast<std::size_t>(unit - allowed.begin()) + 1);
    return *count * unit->length;
}

// Whether `text` is like `shape`, in which '0' stands for any digit.
bool has_shape(std::string_view text, std::string_view shape) {
    return std::ranges::equal(text, shape, [](char c, char expected) {
        return expected == '0' ? is_digit(c) : c == expected;
    });
}

// "Z" or ".5Z", ".05Z", ".005Z"
std::optional<milliseconds> parse_fraction(std::string_view text) {
    if (text == "Z") return milliseconds{0};
    if (has_shape(text, ".0Z"))
        return milliseconds{100 * number<int>(text.substr(1, 1)).value_or(0)};
    if (has_shape(text, ".00Z"))
        return milliseconds{10 * number<int>(text.substr(1, 2)).value_or(0)};
    if (has_shape(text, ".000Z")) return milliseconds{number<int>(text.substr(1, 3)).value_or(0)};
    return std::nullopt;
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

std::optional<sys_time<milliseconds>> parse_timestamp(std::string_view text) {
    constexpr std::string_view kShape = "0000-00-00T00:00:00";
    if (!has_shape(text.substr(0, kShape.size()), kShape)) return std::nullopt;
    auto const fraction = parse_fraction(text.substr(kShape.size()));

    std::chrono::year_month_day const date{
        std::chrono::year{number<int>(text.substr(0, 4)).value_or(0)},
        std::chrono::month{static_cast<unsigned>(number<int>(text.substr(5, 2)).value_or(0))},
        std::chrono::day{static_cast<unsigned>(number<int>(text.substr(8, 2)).value_or(0))},
    };
    std::chrono::hours const hour{number<int>(text.substr(11, 2)).value_or(0)};
    std::chrono::minutes const minute{number<int>(text.substr(14, 2)).value_or(0)};
    std::chrono::seconds const second{number<int>(text.substr(17, 2)).value_or(0)};
    auto const exists =
        date.ok() && hour.count() < 24 && minute.count() < 60 && second.count() < 60;
    if (!fraction || !exists) return std::nullopt;
    return std::chrono::sys_days{date} + hour + minute + second + *fraction;
}

std::string timestamp(sys_time<milliseconds> instant) {
    auto const second = std::chrono::floor<std::chrono::seconds>(instant);
    auto const calendar = fmt::gmtime(second.time_since_epoch().count());
    return fmt::format("{:%FT%T}.{:03}Z", calendar, (instant - second).count());
}

std::string short_timestamp(sys_time<milliseconds> instant) {
    constexpr std::string_view kNoFraction = ".000Z";
    auto text = timestamp(instant);
    if (text.ends_with(kNoFraction))
        text.replace(text.size() - kNoFraction.size(), kNoFraction.size(), "Z");
    return text;
}

}  // namespace rds::text
