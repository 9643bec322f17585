#include "server/text/timestamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace rds::text {

namespace {

using std::chrono::milliseconds;
using std::chrono::sys_time;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Whether `text` is like `shape`, in which '0' stands for any digit.
bool has_shape(std::string_view text, std::string_view shape) {
    return std::ranges::equal(text, shape, [](char c, char expected) {
        return expected == '0' ? is_digit(c) : c == expected;
    });
}

// The number in a text of digits.
int number(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

// "Z" or ".5Z", ".05Z", ".005Z"
std::optional<milliseconds> parse_fraction(std::string_view text) {
    if (text == "Z") return milliseconds{0};
    if (has_shape(text, ".0Z")) return milliseconds{100 * number(text.substr(1, 1))};
    if (has_shape(text, ".00Z")) return milliseconds{10 * number(text.substr(1, 2))};
    if (has_shape(text, ".000Z")) return milliseconds{number(text.substr(1, 3))};
    return std::nullopt;
}

}  // namespace

std::optional<sys_time<milliseconds>> parse_timestamp(std::string_view text) {
    constexpr std::string_view kShape = "0000-00-00T00:00:00";
    if (!has_shape(text.substr(0, kShape.size()), kShape)) return std::nullopt;
    auto const fraction = parse_fraction(text.substr(kShape.size()));

    std::chrono::year_month_day const date{
        std::chrono::year{number(text.substr(0, 4))},
        std::chrono::month{static_cast<unsigned>(number(text.substr(5, 2)))},
        std::chrono::day{static_cast<unsigned>(number(text.substr(8, 2)))},
    };
    std::chrono::hours const hour{number(text.substr(11, 2))};
    std::chrono::minutes const minute{number(text.substr(14, 2))};
    std::chrono::seconds const second{number(text.substr(17, 2))};
    auto const exists =
        date.ok() && hour.count() < 24 && minute.count() < 60 && second.count() < 60;
    if (!fraction || !exists) return std::nullopt;
    return std::chrono::sys_days{date} + hour + minute + second + *fraction;
}

std::string timestamp(sys_time<milliseconds> instant) {
    auto const midnight = std::chrono::floor<std::chrono::days>(instant);
    std::chrono::year_month_day const date{midnight};
    std::chrono::hh_mm_ss const time{instant - midnight};
    return fmt::format(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        time.hours().count(),
        time.minutes().count(),
        time.seconds().count(),
        time.subseconds().count()
    );
}

std::string short_timestamp(sys_time<milliseconds> instant) {
    constexpr std::string_view kWhole = ".000Z";
    auto text = timestamp(instant);
    if (text.ends_with(kWhole)) text.replace(text.size() - kWhole.size(), kWhole.size(), "Z");
    return text;
}

}  // namespace rds::text
