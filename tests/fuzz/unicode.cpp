#include "tests/fuzz/unicode.hpp"

#include <algorithm>

namespace rds::fuzz {

namespace {

constexpr char32_t kLast = 0x10FFFF;

bool is_surrogate(char32_t character) {
    return character >= 0xD800 && character <= 0xDFFF;
}

bool is_control(char32_t character) {
    return character < 0x20 || (character >= 0x7F && character < 0xA0);
}

// How many bytes follow this one, or nothing if it begins no character.
std::optional<std::size_t> bytes_behind(unsigned char lead) {
    if (lead < 0x80) return 0;
    if (lead >= 0xC0 && lead < 0xE0) return 1;
    if (lead >= 0xE0 && lead < 0xF0) return 2;
    if (lead >= 0xF0 && lead < 0xF8) return 3;
    return std::nullopt;
}

// The character of so many bytes, however few would do.
char32_t joined(std::string_view bytes) {
    auto const lead = static_cast<unsigned char>(bytes.front());
    char32_t character = bytes.size() == 1 ? lead : lead & (0x7FU >> bytes.size());
    for (auto const byte : bytes.substr(1))
        character = character << 6U | (static_cast<unsigned char>(byte) & 0x3FU);
    return character;
}

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80;
}

void append(std::string& text, char32_t character) {
    auto const put = [&text](char32_t byte) { text += static_cast<char>(byte); };
    if (character < 0x80) {
        put(character);
    } else if (character < 0x800) {
        put(0xC0 | character >> 6U);
        put(0x80 | (character & 0x3FU));
    } else if (character < 0x10000) {
        put(0xE0 | character >> 12U);
        put(0x80 | (character >> 6U & 0x3FU));
        put(0x80 | (character & 0x3FU));
    } else {
        put(0xF0 | character >> 18U);
        put(0x80 | (character >> 12U & 0x3FU));
        put(0x80 | (character >> 6U & 0x3FU));
        put(0x80 | (character & 0x3FU));
    }
}

}  // namespace

std::optional<std::u32string> characters_of(std::string_view utf8) {
    std::u32string characters;
    while (!utf8.empty()) {
        auto const behind = bytes_behind(static_cast<unsigned char>(utf8.front()));
        if (!behind || utf8.size() <= *behind) return std::nullopt;
        auto const bytes = utf8.substr(0, *behind + 1);
        if (!std::ranges::all_of(bytes.substr(1), continues)) return std::nullopt;
        auto const character = joined(bytes);
        if (character > kLast || is_surrogate(character)) return std::nullopt;
        characters += character;
        utf8.remove_prefix(bytes.size());
    }
    return characters;
}

std::string utf8_of(std::u32string_view characters) {
    std::string text;
    for (auto const character : characters)
        append(text, character);
    return text;
}

bool is_plain_text(std::string_view text) {
    auto const characters = characters_of(text);
    // What is written longer than need be reads as itself only in a shorter form.
    return characters && utf8_of(*characters) == text &&
           std::ranges::none_of(*characters, is_control);
}

}  // namespace rds::fuzz
