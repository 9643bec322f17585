#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace rds::text {

// Returns the number of this type that the whole text is, perhaps with a minus sign, as
// std::from_chars() reads it: whole numbers in the given base, or 10.
template <class Number>
std::optional<Number> number(std::string_view text, auto... base) {
    Number value{};
    auto const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, value, base...);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

}  // namespace rds::text
