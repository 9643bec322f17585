#include "server/program/members.hpp"

#include "server/program/given.hpp"
#include "server/program/toml.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <sstream>

namespace rds::options {

namespace {

[[noreturn]] void
refuse(std::string_view file, toml::source_region const& where, std::string_view why) {
    throw UsageError{fmt::format("{}:{}: {}", file, where.begin.line, why)};
}

// A scalar as the same text that a flag would have; nothing for a table or an array.
std::optional<std::string> text_of(toml::node const& node) {
    if (auto const* const text = node.as_string()) return text->get();
    if (auto const* const number = node.as_integer()) return fmt::to_string(number->get());
    if (auto const* const number = node.as_floating_point()) return fmt::to_string(number->get());
    if (auto const* const truth = node.as_boolean()) return truth->get() ? "true" : "false";
    if (auto const* const instant = node.as_date_time()) {
        std::ostringstream text;
        text << instant->get();
        return text.str();
    }
    return std::nullopt;
}

Member read_member(std::string_view name, toml::node const& node, std::string_view file) {
    Member member{.name = std::string{name}, .values = {}, .line = node.source().begin.line};
    auto const add = [&](toml::node const& each) {
        auto text = text_of(each);
        if (!text) {
            refuse(
                file,
                each.source(),
                text::printable(name) +
                    " must be a text, a number, true, false or an array of these"
            );
        }
        member.values.push_back(*std::move(text));
    };
    if (auto const* const array = node.as_array()) {
        member.is_array = true;
        for (auto const& element : *array)
            add(element);
    } else {
        add(node);
    }
    return member;
}

bool is_impossible(std::string_view text) {
    try {
        static_cast<void>(toml::parse(text));
    } catch (toml::parse_error const&) {
        return false;
    } catch (Impossible const&) {
        return true;
    }
    return false;
}

// Of a text that toml++ takes for impossible without saying where: the last line of the shortest
// beginning that it takes for so.
std::size_t impossible_line(std::string_view text) {
    std::vector<std::string_view> beginnings;
    for (auto end = text.find('\n'); end != std::string_view::npos;
         end = text.find('\n', end + 1)) {
        beginnings.push_back(text.substr(0, end + 1));
    }
    auto const first = std::ranges::partition_point(beginnings, std::not_fn(is_impossible));
    return static_cast<std::size_t>(first - beginnings.begin()) + 1;
}

}  // namespace

std::vector<Member> read_members(std::string_view text, std::string_view file) {
    try {
        std::vector<Member> members;
        auto const table = toml::parse(text);
        for (auto const& [name, node] : table)
            members.push_back(read_member(name.str(), node, file));
        return members;
    } catch (toml::parse_error const& error) {
        refuse(
            file,
            error.source(),
            text::printable(error.description(), error.description().size())
        );
    } catch (Impossible const&) {
        throw UsageError{fmt::format("{}:{}: this is not TOML", file, impossible_line(text))};
    }
}

}  // namespace rds::options
