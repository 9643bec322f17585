#include "server/control/journal/match.hpp"

#include "server/text/printable.hpp"
#include "server/text/wildcard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

namespace rds::control {

namespace {

using Text = std::optional<std::string>;

struct Readable {
    std::string_view name;
    Text (*read)(Entry const& entry);
};

Text fault_of(Entry const& entry) {
    return entry.fault ? Text{std::to_string(*entry.fault)} : std::nullopt;
}

constexpr std::array<Readable, 8> kReadable{{
    {"action", [](Entry const& entry) -> Text { return std::string{entry.action}; }},
    {"code", [](Entry const& entry) -> Text { return std::string{entry.code}; }},
    {"status", [](Entry const& entry) -> Text { return std::to_string(entry.status); }},
    {"caller", [](Entry const& entry) -> Text { return std::string{entry.caller}; }},
    {"client", [](Entry const& entry) -> Text { return std::string{entry.client}; }},
    {"requestId", [](Entry const& entry) -> Text { return std::string{entry.request_id}; }},
    {"fault", fault_of},
    {"hint", [](Entry const& entry) -> Text { return std::string{entry.hint}; }},
}};

Text text_of(Match::Member const& member, Entry const& entry) {
    if (member.is_parameter) {
        auto const value = entry.parameter(member.name);
        return value ? Text{*value} : std::nullopt;
    }
    auto const* const found = std::ranges::find(kReadable, member.name, &Readable::name);
    if (found == kReadable.end()) throw std::logic_error{"calls have no " + member.name};
    return found->read(entry);
}

bool is_pattern(std::string_view expected) {
    return expected.find('*') != std::string_view::npos;
}

bool is_as_expected(Text const& text, std::string const& expected) {
    if (!text) return false;
    if (!is_pattern(expected)) return *text == expected;
    return text::matches_wildcard(*text, expected, text::Case::heeded);
}

bool holds_of(Match::Member const& member, Entry const& entry) {
    return is_as_expected(text_of(member, entry), member.expected);
}

std::string difference(Match::Member const& member, Text const& text) {
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

bool Match::holds(Entry const& entry) const {
    return std::ranges::all_of(members, [&entry](Member const& member) {
        return holds_of(member, entry);
    });
}

std::vector<std::string> Match::differences(Entry const& entry) const {
    std::vector<std::string> all;
    for (auto const& member : members) {
        auto const text = text_of(member, entry);
        if (!is_as_expected(text, member.expected)) all.push_back(difference(member, text));
    }
    return all;
}

std::size_t count_differences(Match const& match, Entry const& entry) {
    return static_cast<std::size_t>(std::ranges::count_if(
        match.members,
        [&entry](auto const& member) { return !holds_of(member, entry); }
    ));
}

}  // namespace rds::control
