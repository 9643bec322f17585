#include "storage/fields/field.hpp"

#include <algorithm>

namespace rds::storage {

void change(void* row, std::span<Field const> fields, Changes const& changes) {
    for (auto const& field : fields) {
        auto const to = changes.find(field.name);
        if (to != changes.end()) field.set(row, to->second);
    }
}

bool is_absent(Field const& field, Value const& value) {
    if (std::holds_alternative<std::monostate>(value)) return true;
    if (field.is_nullable || !field.is_optional) return false;
    auto const* const text = std::get_if<std::string>(&value);
    auto const* const flag = std::get_if<bool>(&value);
    auto const* const texts = std::get_if<TextsByName>(&value);
    return (text != nullptr && text->empty()) || (flag != nullptr && !*flag) ||
           (texts != nullptr && texts->empty());
}

std::optional<std::int64_t> position_of(std::string_view word, Rule const& rule) {
    auto const found = std::ranges::find(rule.words, word);
    if (found == rule.words.end()) return std::nullopt;
    return found - rule.words.begin();
}

namespace {

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

char lower(char c) {
    return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

std::string snake_case(std::string_view name) {
    std::string snake;
    for (char const c : name) {
        if (is_upper(c)) snake += '_';
        snake += lower(c);
    }
    return snake;
}

std::string camel_case(std::string_view words) {
    std::string camel;
    auto begins_word = false;
    for (char const c : words) {
        auto const divides = c == ' ' || c == '_';
        if (!divides) camel += begins_word ? upper(c) : lower(c);
        begins_word = divides;
    }
    return camel;
}

std::string pascal_case(std::string_view words) {
    auto pascal = camel_case(words);
    if (!pascal.empty()) pascal.front() = upper(pascal.front());
    return pascal;
}

std::string column_of(Field const& field) {
    return field.in_column.empty() ? snake_case(field.name) : std::string{field.in_column};
}

bool suits(Field const& field, std::span<Field const> fields, void const* row) {
    if (field.only_with.empty()) return true;
    auto const other = std::ranges::find(fields, field.only_with, &Field::name);
    auto const held = other->get(row);
    if (field.only_with_words.empty()) return !is_absent(*other, held);
    auto const* const position = std::get_if<std::int64_t>(&held);
    auto const word = position != nullptr ? other->rule.words[static_cast<std::size_t>(*position)]
                                          : std::string_view{std::get<std::string>(held)};
    return std::ranges::find(field.only_with_words, word) != field.only_with_words.end();
}

}  // namespace rds::storage
