#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rds::text {

enum class Plus : std::uint8_t { itself, space };

// %XX decoded, and '+' if it stands for a space. Nothing if two hexadecimal digits do not follow a
// percent sign.
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);

// How much of a caller's value is shown in hints, logs and messages.
inline constexpr std::size_t kShownValue = 64;

// One line of printable ASCII: every other byte, and '%' before two hex digits, as %XX. At most
// `most` bytes of the input are shown; "..." marks the cut.
std::string printable(std::string_view bytes, std::size_t most = kShownValue);

// The same of a text that is ours but for values that are printable already: every percent sign
// stays as it is.
std::string one_line(std::string_view text, std::size_t most);

// printable() between double quotes.
std::string quoted(std::string_view bytes, std::size_t most = kShownValue);

// "a, b and c", "a, b or c"
std::string joined(auto const& names, std::string_view last_separator) {
    std::string text;
    std::size_t left = std::size(names);
    for (auto const& name : names) {
        text += name;
        --left;
        if (left > 1) text += ", ";
        if (left == 1) text.append(" ").append(last_separator).append(" ");
    }
    return text;
}

}  // namespace rds::text
