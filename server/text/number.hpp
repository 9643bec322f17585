#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace rds::text {

// The number of this type that the whole text is, perhaps with a minus sign: in digits of the base
// if it is a whole one, else as std::from_chars() reads it.
template <class Number>
std::optional<Number> number(std::string_view text, auto... base) {
    Number value{};
    auto const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, value, base...);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

}  // namespace rds::text
