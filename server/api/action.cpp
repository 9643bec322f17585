#include "server/api/action.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace rds::api {

namespace {

// Of a parameter and of the members of its elements.
bool refuses_as(ParameterSpec const& parameter, Fault const& fault) {
    return fault.is(*parameter.when_invalid) || fault.is(*parameter.when_missing) ||
           std::ranges::any_of(parameter.members, [&fault](ParameterSpec const& member) {
               return refuses_as(member, fault);
           });
}

void add(Fault fault, std::vector<Fault>& all) {
    auto const is_it = [&fault](Fault const& other) { return other.is_same_as(fault); };
    if (std::ranges::none_of(all, is_it)) all.push_back(std::move(fault));
}

// Of a parameter, whose name follows the prefix, and of the members of its first element.
void add_faults_of(ParameterSpec const& spec, std::string const& prefix, std::vector<Fault>& all) {
    auto const name = prefix + std::string{spec.name};
    auto const is_repeated = spec.most_elements > 0;
    auto const element = is_repeated ? name + ".1" : name;
    if (spec.required) add(Fault{*spec.when_missing, element}, all);
    if (is_repeated) add(Fault{*spec.when_invalid, name}, all);
    if (!spec.rules.empty()) add(Fault{*spec.when_invalid, element}, all);
    for (auto const& member : spec.members)
        add_faults_of(member, element + ".", all);
}

}  // namespace

bool Action::declares(Fault const& fault) const {
    auto const is_it = [&fault](FaultKind const* declared) { return fault.is(*declared); };
    auto const is_parameters = [&fault](ParameterSpec const& parameter) {
        return refuses_as(parameter, fault);
    };
    return is_it(failure) || std::ranges::any_of(faults, is_it) ||
           std::ranges::any_of(injected_faults, is_it) ||
           std::ranges::any_of(faults::kCommon, is_it) ||
           std::ranges::any_of(parameters, is_parameters);
}

bool Action::knows(std::string_view argument) const {
    return std::ranges::any_of(parameters, [argument](ParameterSpec const& parameter) {
        return parameter.covers(argument);
    });
}

std::vector<std::string> Action::parameter_names(std::string_view element) const {
    std::vector<std::string> names;
    for (auto const& parameter : parameters) {
        auto const is_repeated = parameter.most_elements > 0;
        auto const written =
            std::string{parameter.name} + (is_repeated ? "." + std::string{element} : "");
        if (!is_repeated || parameter.members.empty()) names.push_back(written);
        for (auto const& member : parameter.members) {
            if (is_repeated) names.push_back(written + "." + std::string{member.name});
        }
    }
    return names;
}

bool Action::has_secret(std::string_view argument) const {
    return takes_secrets &&
           std::ranges::any_of(parameters, [argument](ParameterSpec const& parameter) {
               return parameter.hides(argument);
           });
}

std::vector<Fault> Action::own_faults() const {
    std::vector<Fault> all;
    for (auto const& parameter : parameters)
        add_faults_of(parameter, {}, all);
    for (auto const* kind : faults)
        add(Fault{*kind}, all);
    add(Fault{*failure}, all);
    return all;
}

}  // namespace rds::api
