#include "server/text/printable.hpp"

namespace rds::text {

namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

bool is_hex(char c) {
    return kHex.find(c) != std::string_view::npos || (c >= 'a' && c <= 'f');
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
        if (c >= ' ' && c <= '~' && !looks_escaped) {
            line += c;
        } else {
            auto const byte = static_cast<unsigned char>(c);
            line.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
        }
    }
    if (shown.size() < bytes.size()) line += "...";
    return line;
}

std::string quoted(std::string_view bytes, std::size_t most) {
    return '"' + printable(bytes, most) + '"';
}

}  // namespace rds::text
