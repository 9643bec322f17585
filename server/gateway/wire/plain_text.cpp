#include "server/gateway/wire/plain_text.hpp"

#include "server/json/utf8.hpp"

#include <algorithm>

namespace rds::gateway {

namespace {

bool is_printable(char c) {
    return c >= ' ' && c <= '~';
}

bool is_ascii_control(char c) {
    return static_cast<unsigned char>(c) < 0x80 && !is_printable(c);
}

// Of text that is UTF-8.
bool holds_control(std::string_view text) {
    if (std::ranges::any_of(text, is_ascii_control)) return true;
    constexpr char kLead = '\xC2';  // of U+0080 to U+00BF
    constexpr char kFirstPrintable = '\xA0';
    for (auto at = text.find(kLead); at != std::string_view::npos; at = text.find(kLead, at + 1)) {
        if (static_cast<unsigned char>(text[at + 1]) < static_cast<unsigned char>(kFirstPrintable))
            return true;
    }
    return false;
}

}  // namespace

std::string_view impurity(std::string_view text) {
    if (std::ranges::all_of(text, is_printable)) return {};
    if (!json::is_utf8(text)) return "is not UTF-8";
    if (holds_control(text)) return "holds a control character";
    return {};
}

}  // namespace rds::gateway
