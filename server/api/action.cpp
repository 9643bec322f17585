#include "server/api/action.hpp"

#include <algorithm>
#include <utility>

namespace rds::api {

bool Action::declares(Fault const& fault) const {
    auto const is_it = [&fault](FaultKind const* declared) { return fault.is(*declared); };
    auto const is_parameters = [&fault](ParameterSpec const& parameter) {
        return fault.is(*parameter.when_invalid);
    };
    return is_it(failure) || std::ranges::any_of(faults, is_it) ||
           std::ranges::any_of(injected_faults, is_it) ||
           std::ranges::any_of(faults::common(), is_it) ||
           std::ranges::any_of(parameters, is_parameters);
}

bool Action::has_secret(std::string_view argument) const {
    return std::ranges::any_of(parameters, [argument](ParameterSpec const& parameter) {
        auto const rest = argument.substr(std::min(parameter.name.size(), argument.size()));
        return parameter.secret && argument.starts_with(parameter.name) &&
               (rest.empty() || rest.front() == '.');
    });
}

std::vector<Fault> Action::own_faults() const {
    std::vector<Fault> all;
    auto const add = [&all](FaultKind const& kind, std::string_view parameter = {}) {
        Fault fault{kind, parameter};
        auto const is_it = [&fault](Fault const& other) { return other.is_same_as(fault); };
        if (std::ranges::none_of(all, is_it)) all.push_back(std::move(fault));
    };
    for (auto const& parameter : parameters) {
        if (parameter.required) add(faults::kMissing, parameter.name);
        if (!parameter.rules.empty()) add(*parameter.when_invalid, parameter.name);
    }
    for (auto const* kind : faults)
        add(*kind);
    add(*failure);
    return all;
}

}  // namespace rds::api
