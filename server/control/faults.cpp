#include "server/control/faults.hpp"

#include <fmt/format.h>

#include <utility>

namespace rds::control {

void Faults::add(FaultRule rule) {
    armed_.push_back({std::move(rule)});
}

std::optional<api::Fault> Faults::strike(std::string_view action) {
    for (auto& [rule, hits] : armed_) {
        if (rule.action != action || hits >= rule.first) continue;
        ++hits;
        return api::Fault{*rule.kind}.hinting(
            fmt::format("Injected by the fixture: {} of the first {} calls.", hits, rule.first)
        );
    }
    return std::nullopt;
}

}  // namespace rds::control
