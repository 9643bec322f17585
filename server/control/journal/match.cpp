#include "server/control/journal/match.hpp"

#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

namespace rds::control {

namespace {

// Of so much of a text a pattern is tried: each of its bytes costs the pattern's length.
constexpr std::size_t kMostTried = 1024;

using Text = std::optional<std::string_view>;

constexpr auto kTexts = std::to_array<std::pair<std::string_view, std::string Entry::*>>({
    {"action", &Entry::action},
    {"code", &Entry::code},
    {"caller", &Entry::caller},
    {"client", &Entry::client},
    {"requestId", &Entry::request_id},
    {"hint", &Entry::hint},
});

// The text lives as long as the entry, and, of a number, as `digits`.
Text text_of(Match::Member const& member, Entry const& entry, std::string& digits, Work& work) {
    constexpr std::size_t kLookUp = 16;  // takes as long as so many bytes
    work.spend(kLookUp + (member.is_parameter ? entry.parameters.size() : 0));
    if (member.is_parameter) return entry.parameter(member.name);
    if (member.name == "status") return digits = std::to_string(entry.status);
    if (member.name == "fault") {
        if (!entry.fault) return std::nullopt;
        return digits = std::to_string(*entry.fault);
    }
    auto const* const found =
        std::ranges::find(kTexts, member.name, &decltype(kTexts)::value_type::first);
    if (found == kTexts.end()) throw std::logic_error{"calls have no " + member.name};
    return entry.*found->second;
}

bool is_pattern(std::string_view expected) {
    return expected.find('*') != std::string_view::npos;
}

bool is_as_expected(Text text, std::string_view expected, Work& work) {
    if (!text) return false;
    if (!is_pattern(expected)) {
        if (text->size() != expected.size()) return false;
        work.spend(expected.size());
        return *text == expected;
    }
    std::size_t steps = 0;
    auto const matches =
        text::matches_wildcard(text->substr(0, kMostTried), expected, text::Case::heeded, steps);
    work.spend(steps);
    return matches;
}

bool holds_of(Match::Member const& member, Entry const& entry, Work& work) {
    std::string digits;
    return is_as_expected(text_of(member, entry, digits, work), member.expected, work);
}

std::string difference(Match::Member const& member, Text text) {
    return fmt::format(
        "{}{} is {}, not {}{}",
        member.is_parameter ? "parameters." : "",
        text::printable(member.name),
        text ? text::quoted(*text) : "absent",
        is_pattern(member.expected) ? "like " : "",
        text::quoted(member.expected)
    );
}

}  // namespace

bool Match::holds(Entry const& entry, Work& work) const {
    return std::ranges::all_of(members, [&](Member const& member) {
        return holds_of(member, entry, work);
    });
}

std::vector<std::string> Match::differences(Entry const& entry, Work& work) const {
    std::vector<std::string> all;
    for (auto const& member : members) {
        std::string digits;
        auto const text = text_of(member, entry, digits, work);
        if (!is_as_expected(text, member.expected, work)) all.push_back(difference(member, text));
    }
    return all;
}

std::size_t count_differences(Match const& match, Entry const& entry, Work& work) {
    return static_cast<std::size_t>(std::ranges::count_if(match.members, [&](auto const& member) {
        return !holds_of(member, entry, work);
    }));
}

}  // namespace rds::control
