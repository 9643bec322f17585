#include "storage/fields/field.hpp"

#include <algorithm>
#include <cctype>

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
    return value == Value{std::string{}} || value == Value{false} || value == Value{Texts{}} ||
           value == Value{TextsByName{}};
}

std::optional<std::int64_t> position_of(std::string_view word, Rule const& rule) {
    auto const found = std::ranges::find(rule.words, word);
    if (found == rule.words.end()) return std::nullopt;
    return found - rule.words.begin();
}

std::string_view word_in(Rule const& rule, Value const& position) {
    return rule.words[static_cast<std::size_t>(std::get<std::int64_t>(position))];
}

namespace {

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

char upper(char c) {
    return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
}

}  // namespace

std::string snake_case(std::string_view name) {
    std::string snake;
    for (char const c : name) {
        if (lower(c) != c) snake += '_';
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
    return field.column.empty() ? snake_case(field.name) : std::string{field.column};
}

bool suits(Field const& field, std::span<Field const> fields, void const* row) {
    if (field.only_with.empty()) return true;
    auto const other = std::ranges::find(fields, field.only_with, &Field::name);
    auto const held = other->get(row);
    if (field.only_with_words.empty()) return !is_absent(*other, held);
    return std::ranges::count(field.only_with_words, word_in(other->rule, held)) > 0;
}

}  // namespace rds::storage
