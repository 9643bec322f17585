#include "server/control/injectable.hpp"

#include <algorithm>
#include <string_view>

namespace rds::control {

namespace {

using Kinds = std::vector<api::FaultKind const*>;

void add_common(Kinds& kinds) {
    auto const common = api::faults::common();
    kinds.insert(kinds.end(), common.begin(), common.end());
}

void leave_out_those_of_parameters(Kinds& kinds) {
    std::erase_if(kinds, [](api::FaultKind const* kind) {
        return kind->code.find("{}") != std::string_view::npos;
    });
}

}  // namespace

Kinds injectable(api::Action const& action) {
    Kinds kinds{action.failure};
    kinds.insert(kinds.end(), action.faults.begin(), action.faults.end());
    kinds.insert(kinds.end(), action.injected_faults.begin(), action.injected_faults.end());
    for (auto const& parameter : action.parameters)
        kinds.push_back(parameter.when_invalid);
    add_common(kinds);
    leave_out_those_of_parameters(kinds);
    return kinds;
}

Kinds injectable_everywhere(api::Catalog const& catalog) {
    Kinds kinds;
    add_common(kinds);
    leave_out_those_of_parameters(kinds);
    if (catalog.all().empty()) return kinds;
    for (auto const* kind : injectable(catalog.all().front())) {
        auto const may = [kind](api::Action const& action) { return action.declares(*kind); };
        if (std::ranges::find(kinds, kind) == kinds.end() &&
            std::ranges::all_of(catalog.all(), may))
            kinds.push_back(kind);
    }
    return kinds;
}

}  // namespace rds::control
