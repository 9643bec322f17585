#include "server/gateway/wire/argument_limits.hpp"

#include "server/json/writer.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::gateway {

namespace {

bool is_printable(char c) {
    return c >= ' ' && c <= '~';
}

}  // namespace

std::string_view impurity(std::string_view text) {
    if (std::ranges::all_of(text, is_printable)) return {};
    if (!json::is_utf8(text)) return "is not UTF-8";
    if (text::holds_control(text)) return "holds a control character";
    return {};
}

std::string_view plain_part(std::string_view name, std::string_view others) {
    auto const is_plain = [others](char c) {
        return text::is_letter(c) || text::is_digit(c) || c == '.' || c == '-' || c == '_' ||
               others.find(c) != std::string_view::npos;
    };
    auto const* const end = std::ranges::find_if_not(name, is_plain);
    return name.substr(0, static_cast<std::size_t>(end - name.begin()));
}

std::string shown_name(std::string_view name) {
    auto const plain = plain_part(name);
    auto shown = text::printable(plain);
    return plain.size() == name.size() ? shown : shown + "...";
}

namespace {

// Of a text that messages call `what`; `option` allows a longer one.
std::string problem_with_text(
    std::string_view what,
    std::string_view text,
    std::size_t most,
    std::string_view option = {}
) {
    if (text.size() > most) {
        constexpr auto kSaid = "{} has {} bytes; at most {} are taken{}";
        return fmt::format(kSaid, what, text.size(), most, option);
    }
    auto const why = impurity(text);
    return why.empty() ? std::string{} : fmt::format("{} {}", what, why);
}

// Without the value: before the action is known, nobody can say whether it is a secret.
std::string
problem_with_value(std::string_view name, std::string_view value, ArgumentLimits const& limits) {
    return problem_with_text(shown_name(name), value, limits.value_bytes, " (--max-value-bytes)");
}

bool speaks_to_gateway(std::string_view field) {
    constexpr std::string_view kPrefix = "x-acs-";
    return text::equals_ignoring_case(field.substr(0, kPrefix.size()), kPrefix) ||
           text::equals_ignoring_case(field, "Authorization");
}

}  // namespace

std::string too_many_parameters(ArgumentLimits const& limits) {
    return fmt::format("there are more than {} parameters (--max-parameters)", limits.parameters);
}

std::string problem_with_name(std::string_view name) {
    auto problem = problem_with_text("the name of a parameter", name, kLongestName);
    if (!problem.empty()) problem.append(": \"").append(shown_name(name)).append("\"");
    return problem;
}

std::string problem_with(api::Arguments const& arguments, ArgumentLimits const& limits) {
    auto const& all = arguments.all();
    if (all.size() > limits.parameters) return too_many_parameters(limits);
    for (auto const& [name, value] : all) {
        auto problem = problem_with_name(name);
        if (problem.empty()) problem = problem_with_value(name, value, limits);
        if (!problem.empty()) return problem;
    }
    return {};
}

std::string problem_with(http::Fields const& fields, ArgumentLimits const& limits) {
    if (fields.size() > kMostFields) {
        return fmt::format("there are more than {} header fields", kMostFields);
    }
    for (std::size_t index = 0; index < fields.size(); ++index) {
        auto const [name, value] = fields[index];
        if (!speaks_to_gateway(name)) continue;
        auto problem = problem_with_value(name, value, limits);
        if (!problem.empty()) return problem;
    }
    return {};
}

}  // namespace rds::gateway
