#include "server/program/given.hpp"

#include "server/program/declarations.hpp"
#include "server/program/values.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

namespace rds::options {

namespace {

Given const* given_for(Source const& source, std::string_view name) {
    auto const found = source.find(name);
    return found == source.end() ? nullptr : &found->second;
}

// A switch that is turned off excludes nothing.
bool excludes_its_partner(Declaration const& declaration, Given const& given) {
    bool is_on = true;
    if (declaration.is_switch()) read_value(given.values.back(), is_on);
    return is_on;
}

// What `source` gives for the option that excludes this one, if it does.
Given const* rival(Source const& source, Declaration const& declaration) {
    auto const* const partner = declaration_of(declaration.excludes);
    if (partner == nullptr) return nullptr;
    auto const* const given = given_for(source, partner->name);
    return given != nullptr && excludes_its_partner(*partner, *given) ? given : nullptr;
}

Given const* strongest(std::span<Source const> sources, Declaration const& declaration) {
    for (auto const& source : sources) {
        auto const* const given = given_for(source, declaration.name);
        auto const* const other = rival(source, declaration);
        if (given != nullptr && other != nullptr && excludes_its_partner(declaration, *given)) {
            throw UsageError{fmt::format(
                "{} and {} exclude each other: give one",
                given->source,
                other->source
            )};
        }
        if (given != nullptr) return given;
        if (other != nullptr) return nullptr;
    }
    return nullptr;
}

void read_given(
    Declaration const& declaration,
    Given const& given,
    std::string_view text,
    Options& options
) {
    if (declaration.read(text, options)) return;
    throw UsageError{
        fmt::format("{}: {} is not {}", given.source, text::quoted(text), declaration.expected)};
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t";
    auto const begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

void read_list(Declaration const& declaration, Given const& given, Options& options) {
    for (std::string_view rest : given.values) {
        for (auto comma = rest.find(','); comma != std::string_view::npos; comma = rest.find(',')) {
            read_given(declaration, given, trimmed(rest.substr(0, comma)), options);
            rest.remove_prefix(comma + 1);
        }
        read_given(declaration, given, trimmed(rest), options);
    }
}

}  // namespace

Options choose(std::span<Source const> sources) {
    Options options;
    for (auto const& declaration : declarations()) {
        auto const* const given = strongest(sources, declaration);
        if (given == nullptr) continue;
        if (declaration.source != nullptr) options.*declaration.source = given->source;
        if (declaration.is_list) {
            read_list(declaration, *given, options);
        } else {
            read_given(declaration, *given, given->values.back(), options);
        }
    }
    return options;
}

std::string did_you_mean(std::string_view name, std::span<std::string_view const> candidates) {
    constexpr std::size_t kMostEdits = 3;
    auto const nearest = text::nearest(name, candidates, kMostEdits);
    return nearest ? fmt::format("; did you mean {}?", *nearest) : "";
}

}  // namespace rds::options
