#include "server/control/faults.hpp"

#include <fmt/format.h>

#include <utility>

namespace rds::control {

void Faults::add(FaultRule rule, storage::Account& state, int hits) {
    auto transaction = state.begin(storage::Access::write);
    auto const id = state.injected_faults().add({
        .action = rule.action,
        .code = std::string{rule.kind->code},
        .first = rule.first,
        .hits = hits,
    });
    transaction.commit();
    armed_.push_back({std::move(rule), id, hits});
}

void Faults::restore(FaultRule rule, storage::InjectedFault const& kept) {
    armed_.push_back({std::move(rule), kept.id, kept.hits});
}

std::optional<api::Fault> Faults::strike(std::string_view action, storage::Account& state) {
    for (auto& [rule, kept_as, hits] : armed_) {
        if (rule.action != action || hits >= rule.first) continue;
        auto transaction = state.begin(storage::Access::write);
        state.injected_faults().set_hits(kept_as, hits + 1);
        transaction.commit();
        ++hits;
        return api::Fault{*rule.kind}.hinting(
            fmt::format("Injected by the fixture: {} of the first {} calls.", hits, rule.first)
        );
    }
    return std::nullopt;
}

}  // namespace rds::control
