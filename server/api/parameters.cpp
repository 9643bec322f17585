#include "server/api/parameters.hpp"

#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::api {

namespace {

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

Result<std::optional<std::string_view>> checked_text(Given const& given) {
    auto const& [spec, arguments, prefix] = given;
    auto text =
        spec.empty_clears ? arguments.find_even_empty(spec.name) : arguments.find(spec.name);
    if (!text && !spec.otherwise.empty()) text = spec.otherwise;
    if (!text) {
        if (!spec.required) return text;
        return Fault{*spec.when_missing, given.name()}.hinting(
            given.name() + " is required and was not given or is empty."
        );
    }
    if (text->empty()) return text;
    if (auto fault = broken_rule(spec, *text, given.name())) return *std::move(fault);
    return text;
}

Result<std::map<int, Arguments>> checked_elements(Given const& given) {
    auto const& spec = given.spec;
    auto elements = given.arguments.elements(spec.name);
    std::erase_if(elements, [&spec](auto const& element) {
        return !is_given(spec, element.second);
    });
    auto const name = given.name();
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

Result<Arguments> checked_members(Given const& given, std::string_view text) {
    auto members = json_members(text).value_or(Arguments{});
    for (auto const& [name, value] : members.all()) {
        auto const& known = given.spec.members;
        if (std::ranges::find(known, name, &ParameterSpec::name) != known.end()) continue;
        return Fault{*given.spec.when_invalid, given.name()}.hinting(
            fmt::format("{} has no member {}.", given.name(), text::quoted(name))
        );
    }
    return members;
}

}  // namespace rds::api
