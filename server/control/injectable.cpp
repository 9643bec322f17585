#include "server/control/injectable.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace rds::control {

namespace {

// Whether its code waits for a parameter's name.
bool names_a_parameter(api::FaultKind const& kind) {
    return kind.code.find("{}") != std::string_view::npos;
}

}  // namespace

std::vector<api::Fault> injectable(api::Action const& action) {
    auto faults = action.own_faults();
    for (auto const* kind : action.injected_faults)
        faults.emplace_back(*kind);
    for (auto const* kind : api::faults::kCommon) {
        if (!names_a_parameter(*kind)) faults.emplace_back(*kind);
    }
    return faults;
}

std::vector<api::Fault> injectable_everywhere(api::Catalog const& catalog) {
    std::vector<api::Fault> faults;
    std::vector<std::string> with_two_meanings;
    for (auto const& action : catalog.all()) {
        for (auto const& fault : injectable(action)) {
            auto const at = std::ranges::find(faults, fault.code(), &api::Fault::code);
            if (at == faults.end()) {
                faults.push_back(fault);
            } else if (at->status() != fault.status() || at->message() != fault.message()) {
                with_two_meanings.push_back(fault.code());
            }
        }
    }
    std::erase_if(faults, [&](api::Fault const& fault) {
        return std::ranges::find(with_two_meanings, fault.code()) != with_two_meanings.end();
    });
    return faults;
}

std::optional<api::Fault> common_fault_of_a_parameter(std::string_view code) {
    for (auto const* kind : api::faults::kCommon) {
        if (!names_a_parameter(*kind)) continue;
        for (auto const name : api::common_parameters()) {
            api::Fault fault{*kind, name};
            if (fault.code() == code) return fault;
        }
    }
    return std::nullopt;
}

}  // namespace rds::control
