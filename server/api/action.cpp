#include "server/api/action.hpp"

#include <algorithm>

namespace rds::api {

bool Action::declares(FaultKind const& kind) const {
    auto const is_it = [&kind](FaultKind const* declared) { return declared == &kind; };
    auto const is_parameters = [&kind](ParameterSpec const& parameter) {
        return parameter.when_invalid == &kind;
    };
    return failure == &kind || std::ranges::any_of(faults, is_it) ||
           std::ranges::any_of(injected_faults, is_it) ||
           std::ranges::any_of(faults::common(), is_it) ||
           std::ranges::any_of(parameters, is_parameters);
}

}  // namespace rds::api
