#include "server/api/specs.hpp"

#include "server/api/arguments.hpp"

#include <algorithm>

namespace rds::api {

bool ParameterSpec::covers(std::string_view argument) const {
    if (!argument.starts_with(name)) return false;
    auto const rest = argument.substr(name.size());
    if (most_elements == 0) return rest.empty();
    auto const element = rest.starts_with('.') ? element_name(rest.substr(1)) : std::nullopt;
    if (!element) return false;
    if (members.empty()) return element->member.empty();
    return std::ranges::any_of(members, [&element](ParameterSpec const& member) {
        return member.covers(element->member);
    });
}

bool ParameterSpec::has_secret() const {
    return secret || std::ranges::any_of(members, &ParameterSpec::has_secret);
}

bool ParameterSpec::hides(std::string_view argument) const {
    if (!argument.starts_with(name)) return false;
    auto const rest = argument.substr(name.size());
    if (!rest.empty() && !rest.starts_with('.')) return false;
    if (secret) return true;
    if (most_elements == 0) {  // one text of JSON has all members
        return rest.empty() && std::ranges::any_of(members, &ParameterSpec::has_secret);
    }
    if (rest.empty()) return false;
    auto const element = element_name(rest.substr(1));
    // Whoever numbers elements from 0 gives a secret nevertheless.
    if (!element) return std::ranges::any_of(members, &ParameterSpec::has_secret);
    return std::ranges::any_of(members, [&element](ParameterSpec const& member) {
        return member.hides(element->member);
    });
}

}  // namespace rds::api
