#include "server/api/parameters.hpp"

#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::api {

namespace {

Fault missing(std::string const& name) {
    return Fault{faults::kMissing, name}.hinting(
        name + " is required and was not given or is empty."
    );
}

std::optional<Fault>
broken_rule(ParameterSpec const& spec, std::string_view text, std::string const& name) {
    for (auto const& rule : spec.rules) {
        if (rule.holds(text)) continue;
        auto const is_secret = spec.hides(spec.name) || text::holds_secret_member(text);
        auto const shown = is_secret ? std::string{text::kRedacted} : text::quoted(text);
        return Fault{*spec.when_invalid, name}.hinting(
            fmt::format("{} is {}; it must be {}.", name, shown, rule.words)
        );
    }
    return std::nullopt;
}

// Arguments beside the members of an element, such as Tag.1.Colour, make none.
bool is_given(ParameterSpec const& spec, Arguments const& element) {
    if (spec.members.empty()) return element.find({}).has_value();
    return std::ranges::any_of(element.all(), [&spec](Argument const& argument) {
        return std::ranges::any_of(spec.members, [&argument](ParameterSpec const& member) {
            auto const counts = !argument.value.empty() || member.empty_clears;
            return counts && member.covers(argument.name);
        });
    });
}

}  // namespace

Result<std::optional<std::string_view>>
checked_text(ParameterSpec const& spec, Arguments const& arguments, std::string_view prefix) {
    auto text =
        spec.empty_clears ? arguments.find_even_empty(spec.name) : arguments.find(spec.name);
    if (!text && !spec.otherwise.empty()) text = spec.otherwise;
    if (!text && !spec.required) return text;
    auto const name = std::string{prefix}.append(spec.name);
    if (!text) return missing(name);
    if (text->empty()) return text;
    if (auto fault = broken_rule(spec, *text, name)) return *std::move(fault);
    return text;
}

Result<std::map<int, Arguments>>
checked_elements(ParameterSpec const& spec, Arguments const& arguments, std::string_view prefix) {
    auto elements = arguments.elements(spec.name);
    std::erase_if(elements, [&spec](auto const& element) {
        return !is_given(spec, element.second);
    });
    auto const name = std::string{prefix}.append(spec.name);
    if (elements.empty() && spec.required) return missing(name + ".1");
    if (!elements.empty() && elements.rbegin()->first > spec.most_elements) {
        return Fault{*spec.when_invalid, name}.hinting(fmt::format(
            "{}.{} is given; there may be at most {} of them.",
            name,
            elements.rbegin()->first,
            spec.most_elements
        ));
    }
    if (!spec.members.empty()) return elements;
    for (auto const& [number, element] : elements) {
        auto const text = element.value_or_empty({});
        auto fault = broken_rule(spec, text, fmt::format("{}.{}", name, number));
        if (fault) return *std::move(fault);
    }
    return elements;
}

Result<Arguments>
checked_members(ParameterSpec const& spec, std::string_view text, std::string_view prefix) {
    auto members = json_members(text).value_or(Arguments{});
    for (auto const& [name, value] : members.all()) {
        auto const is_it = [&name = name](ParameterSpec const& member) {
            return member.name == name;
        };
        if (std::ranges::any_of(spec.members, is_it)) continue;
        return Fault{*spec.when_invalid, std::string{prefix}.append(spec.name)}.hinting(
            fmt::format("{}{} has no member {}.", prefix, spec.name, text::quoted(name))
        );
    }
    return members;
}

}  // namespace rds::api
