#include "server/text/escape.hpp"

#include "server/text/number.hpp"

#include <fmt/format.h>

#include <iterator>

namespace rds::text {

namespace {

// The byte for which "%XX" at this place stands, if it is that.
std::optional<char> escaped_byte(std::string_view text, std::size_t at) {
    if (text[at] != '%' || at + 2 >= text.size()) return std::nullopt;
    auto const byte = number<unsigned char>(text.substr(at + 1, 2), 16);
    if (!byte) return std::nullopt;
    return static_cast<char>(*byte);
}

// Printable ASCII as it is but where `is_taken` says that it would be mistaken.
std::string escaped(std::string_view text, std::size_t most, auto const& is_taken) {
    auto const shown = text.substr(0, most);
    std::string line;
    line.reserve(shown.size());
    for (std::size_t at = 0; at < shown.size(); ++at) {
        auto const c = shown[at];
        if (c >= ' ' && c <= '~' && !is_taken(shown, at)) {
            line += c;
        } else {
            fmt::format_to(std::back_inserter(line), "%{:02X}", static_cast<unsigned char>(c));
        }
    }
    if (shown.size() < text.size()) line += "...";
    return line;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus == Plus::space) {
            bytes += ' ';
        } else if (text[i] != '%') {
            bytes += text[i];
        } else if (auto const byte = escaped_byte(text, i)) {
            bytes += *byte;
            i += 2;
        } else {
            return std::nullopt;
        }
    }
    return bytes;
}

std::string printable(std::string_view bytes, std::size_t most) {
    return escaped(bytes, most, [](auto const&... place) {
        return escaped_byte(place...).has_value();
    });
}

std::string one_line(std::string_view text, std::size_t most) {
    return escaped(text, most, [](auto const&... /*place*/) { return false; });
}

std::string quoted(std::string_view bytes, std::size_t most) {
    return '"' + printable(bytes, most) + '"';
}

}  // namespace rds::text
