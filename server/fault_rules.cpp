#include "server/fault_rules.hpp"

#include "server/control/fault_rule_text.hpp"

namespace rds {

std::vector<control::FaultRule>
fault_rules(fixture::Fixture const& fixture, api::Catalog const& catalog) {
    std::vector<control::FaultRule> rules;
    rules.reserve(fixture.faults.size());
    for (auto const& [text, pointer] : fixture.faults)
        rules.push_back(control::parse_fault_rule(text, fixture.source, pointer, catalog));
    return rules;
}

}  // namespace rds
