#include "server/control/injectable.hpp"

#include <algorithm>
#include <string_view>

namespace rds::control {

namespace {

// Whether its code waits for a parameter's name.
bool names_a_parameter(api::FaultKind const& kind) {
    return kind.code.find("{}") != std::string_view::npos;
}

bool holds(std::vector<api::Fault> const& faults, api::Fault const& fault) {
    return std::ranges::any_of(faults, [&fault](auto const& each) {
        return each.is_same_as(fault);
    });
}

}  // namespace

std::vector<api::Fault> injectable(api::Action const& action) {
    auto faults = action.own_faults();
    for (auto const* kind : action.injected_faults)
        faults.emplace_back(*kind);
    for (auto const* kind : api::faults::common()) {
        if (!names_a_parameter(*kind)) faults.emplace_back(*kind);
    }
    return faults;
}

std::vector<api::Fault> injectable_everywhere(api::Catalog const& catalog) {
    auto const actions = catalog.all();
    if (actions.empty()) return {};
    auto faults = injectable(actions.front());
    for (auto const& action : actions) {
        auto const its = injectable(action);
        std::erase_if(faults, [&its](auto const& fault) { return !holds(its, fault); });
    }
    return faults;
}

std::optional<api::Fault> common_fault_of_a_parameter(std::string_view code) {
    for (auto const* kind : api::faults::common()) {
        if (!names_a_parameter(*kind)) continue;
        for (auto const name : api::common_parameters()) {
            api::Fault fault{*kind, name};
            if (fault.code() == code) return fault;
        }
    }
    return std::nullopt;
}

}  // namespace rds::control
