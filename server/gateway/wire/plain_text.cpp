#include "server/gateway/wire/plain_text.hpp"

#include "server/json/utf8.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

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

std::string_view plain_part(std::string_view name, std::string_view others) {
    auto const is_plain = [others](char c) {
        return text::is_letter(c) || text::is_digit(c) || c == '.' || c == '-' || c == '_' ||
               others.find(c) != std::string_view::npos;
    };
    auto const* const end = std::ranges::find_if_not(name, is_plain);
    return name.substr(0, static_cast<std::size_t>(end - name.begin()));
}

std::string shown_name(std::string_view name) {
    auto const plain = plain_part(name);
    auto shown = text::printable(plain);
    return plain.size() == name.size() ? shown : shown + "...";
}

}  // namespace rds::gateway
