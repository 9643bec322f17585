#include "server/text/printable.hpp"

namespace rds::text {

namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

bool is_hex(char c) {
    return kHex.find(c) != std::string_view::npos || (c >= 'a' && c <= 'f');
}

bool is_printable(char c) {
    return c >= ' ' && c <= '~';
}

void append_escaped(std::string& line, char c) {
    auto const byte = static_cast<unsigned char>(c);
    line.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
}

}  // namespace

std::string printable(std::string_view bytes, std::size_t most) {
    auto const shown = bytes.substr(0, most);
    std::string line;
    line.reserve(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        auto const c = shown[i];
        auto const looks_escaped =
            c == '%' && i + 2 < shown.size() && is_hex(shown[i + 1]) && is_hex(shown[i + 2]);
        if (is_printable(c) && !looks_escaped) {
            line += c;
        } else {
            append_escaped(line, c);
        }
    }
    if (shown.size() < bytes.size()) line += "...";
    return line;
}

std::string one_line(std::string_view text, std::size_t most) {
    auto const shown = text.substr(0, most);
    std::string line;
    line.reserve(shown.size());
    for (char const c : shown) {
        if (is_printable(c)) {
            line += c;
        } else {
            append_escaped(line, c);
        }
    }
    if (shown.size() < text.size()) line += "...";
    return line;
}

std::string quoted(std::string_view bytes, std::size_t most) {
    return '"' + printable(bytes, most) + '"';
}

}  // namespace rds::text
