#include "server/control/routes/journal_match.hpp"

#include "server/json/shown.hpp"

#include <array>
#include <string>
#include <utility>

namespace rds::control::rest {

namespace {

// A pattern takes time by the product of its length and the text's.
constexpr std::size_t kLongestPattern = 256;

std::string text_of(rapidjson::Value const& value) {
    return value.IsString() ? std::string{json::view(value)} : std::to_string(value.GetInt64());
}

std::string expected(json::Node const& node) {
    auto text = text_of(node.value());
    auto const is_pattern = text.find('*') != std::string::npos;
    if (is_pattern && text.size() > kLongestPattern) {
        auto const shown = json::shown(node.value());
        node.refuse(shown + " is too long for a pattern: it may have 256 bytes");
    }
    return text;
}

}  // namespace

Match read_match(json::Node const& node) {
    static constexpr std::array kMembers{
        "action",
        "code",
        "status",
        "caller",
        "client",
        "requestId",
        "fault",
        "hint",
    };
    Match match;
    for (auto const* const name : kMembers) {
        if (auto const member = node.find(name))
            match.members.push_back({.name = name, .expected = expected(*member)});
    }
    if (!node.has("parameters")) return match;
    auto const parameters = node.object("parameters");
    for (auto const& parameter : parameters.members())
        match.members.push_back({std::string{parameter.name()}, true, expected(parameter)});
    return match;
}

Expectation read_expectation(json::Node const& node) {
    static constexpr std::array kNumbers{"atLeast", "exactly", "atMost"};
    auto given = 0;
    for (auto const* const name : kNumbers) {
        if (node.has(name) && ++given > 1)
            node.refuse(name, "is one number too many: give atLeast, exactly or atMost");
    }
    auto const number = [&node](char const* name) {
        return static_cast<std::size_t>(node.number(name, 0));
    };
    Expectation expectation{.match = read_match(node.object("match"))};
    if (node.has("atLeast")) expectation.least = number("atLeast");
    if (node.has("exactly")) {
        expectation.least = number("exactly");
        expectation.most = expectation.least;
    }
    if (node.has("atMost")) {
        expectation.least = 0;
        expectation.most = number("atMost");
    }
    return expectation;
}

}  // namespace rds::control::rest
