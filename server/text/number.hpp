#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace rds::text {

// The number of this type that the whole text is, in decimal digits with perhaps a minus sign.
template <class Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    auto const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

}  // namespace rds::text
