#include "server/api/arguments.hpp"

#include "server/text/ascii.hpp"

#include <rapidjson/document.h>

#include <algorithm>
#include <charconv>

namespace rds::api {

std::optional<std::string_view> Arguments::find(std::string_view name) const {
    auto const value = find_even_empty(name);
    return value && value->empty() ? std::nullopt : value;
}

std::optional<std::string_view> Arguments::find_even_empty(std::string_view name) const {
    auto const at = std::find_if(all_.rbegin(), all_.rend(), [name](Argument const& argument) {
        return argument.name == name;
    });
    if (at == all_.rend()) return std::nullopt;
    return at->value;
}

std::map<int, Arguments> Arguments::elements(std::string_view name) const {
    std::map<int, Arguments> elements;
    for (auto const& argument : all_) {
        std::string_view const rest = argument.name;
        if (!rest.starts_with(name) || !rest.substr(name.size()).starts_with('.')) continue;
        auto const element = element_name(rest.substr(name.size() + 1));
        if (element) elements[element->number].add(std::string{element->member}, argument.value);
    }
    return elements;
}

std::optional<ElementName> element_name(std::string_view text) {
    int number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || number < 1 || text.starts_with('0')) return std::nullopt;
    auto const rest = text.substr(static_cast<std::size_t>(end - text.data()));
    if (!rest.empty() && (!rest.starts_with('.') || rest.size() == 1)) return std::nullopt;
    return ElementName{number, rest.empty() ? rest : rest.substr(1)};
}

namespace {

std::string_view text_of(rapidjson::Value const& value) {
    if (value.IsString()) return {value.GetString(), value.GetStringLength()};
    if (value.IsBool()) return value.GetBool() ? "true" : "false";
    return {};
}

}  // namespace

std::optional<Arguments> json_members(std::string_view text) {
    constexpr auto kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                            rapidjson::kParseNumbersAsStringsFlag;
    rapidjson::Document document;
    document.Parse<kFlags>(text.data(), text.size());
    if (document.HasParseError() || !document.IsObject()) return std::nullopt;
    Arguments members;
    for (auto const& [name, value] : document.GetObject()) {
        if (value.IsObject() || value.IsArray()) return std::nullopt;
        members.add({name.GetString(), name.GetStringLength()}, std::string{text_of(value)});
        auto const& [its_name, its_text] = members.all().back();
        if (text::holds_control(its_name) || text::holds_control(its_text)) return std::nullopt;
    }
    return members;
}

}  // namespace rds::api
