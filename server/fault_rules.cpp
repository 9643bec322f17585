#include "server/fault_rules.hpp"

#include "server/api/faults.hpp"
#include "server/fixture/invalid.hpp"
#include "server/text/printable.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds {

namespace {

// The codes that can be injected into an action: all that it may answer but those that name a
// parameter.
std::vector<api::FaultKind const*> injectable(api::Action const& action) {
    std::vector<api::FaultKind const*> kinds{action.failure};
    kinds.insert(kinds.end(), action.faults.begin(), action.faults.end());
    kinds.insert(kinds.end(), action.injected_faults.begin(), action.injected_faults.end());
    for (auto const& parameter : action.parameters)
        kinds.push_back(parameter.when_invalid);
    auto const common = api::faults::common();
    kinds.insert(kinds.end(), common.begin(), common.end());
    std::erase_if(kinds, [](api::FaultKind const* kind) {
        return kind->code.find("{}") != std::string_view::npos;
    });
    return kinds;
}

}  // namespace

control::FaultRule
fault_rule(fixture::Fault const& fault, std::string const& source, api::Catalog const& catalog) {
    auto const* const action = catalog.find(fault.action);
    if (action == nullptr) {
        std::vector<std::string_view> names;
        for (auto const& each : catalog.all())
            names.push_back(each.name);
        throw fixture::Invalid{
            source,
            fault.pointer + "/action",
            fmt::format(
                "{} is not an emulated action; it must be {}",
                text::quoted(fault.action),
                text::joined(names, "or")
            )};
    }
    auto const kinds = injectable(*action);
    auto const at = std::ranges::find(kinds, fault.code, &api::FaultKind::code);
    if (at == kinds.end()) {
        std::vector<std::string_view> codes;
        for (auto const* kind : kinds) {
            if (std::ranges::find(codes, kind->code) == codes.end()) codes.push_back(kind->code);
        }
        throw fixture::Invalid{
            source,
            fault.pointer + "/code",
            fmt::format(
                "{} never answers {}; it must be {}",
                fault.action,
                text::quoted(fault.code),
                text::joined(codes, "or")
            )};
    }
    return {fault.action, *at, fault.first};
}

std::vector<control::FaultRule>
fault_rules(fixture::Fixture const& fixture, api::Catalog const& catalog) {
    std::vector<control::FaultRule> rules;
    for (auto const& fault : fixture.faults) {
        rules.push_back(fault_rule(fault, fixture.source, catalog));
    }
    return rules;
}

control::Faults kept_faults(storage::Account& state, api::Catalog const& catalog) {
    control::Faults faults;
    for (auto const& kept : state.injected_faults().all()) {
        fixture::Fault const names{kept.action, kept.code, kept.first, {}, kept.hits};
        auto rule = fault_rule(names, "a fault that another version injected", catalog);
        faults.restore(std::move(rule), kept);
    }
    return faults;
}

}  // namespace rds
