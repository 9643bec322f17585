#include "server/gateway/wire/argument_limits.hpp"

#include "server/gateway/wire/plain_text.hpp"
#include "server/text/ascii.hpp"

#include <fmt/format.h>

namespace rds::gateway {

namespace {

std::string
problem_with_value(std::string_view name, std::string_view value, ArgumentLimits const& limits) {
    auto const shown = shown_name(name);
    if (value.size() > limits.value_bytes) {
        return fmt::format(
            "{} has {} bytes; at most {} are taken (--max-value-bytes)",
            shown,
            value.size(),
            limits.value_bytes
        );
    }
    // Without the value: before the action is known, nobody can say whether it is a secret.
    auto const why = impurity(value);
    return why.empty() ? std::string{} : fmt::format("{} {}", shown, why);
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
    constexpr std::string_view kWhat = "the name of a parameter";
    if (name.size() > kLongestName) {
        return fmt::format(
            "{} has {} bytes; at most {} are taken: \"{}\"",
            kWhat,
            name.size(),
            kLongestName,
            shown_name(name)
        );
    }
    auto const why = impurity(name);
    return why.empty() ? std::string{} : fmt::format("{} {}: \"{}\"", kWhat, why, shown_name(name));
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
