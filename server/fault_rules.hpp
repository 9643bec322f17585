#pragma once

#include "server/api/catalog.hpp"
#include "server/control/fault_rule.hpp"
#include "server/fixture/fixture.hpp"

#include <vector>

namespace rds {

// What a fixture's faults mean. Throws fixture::Invalid where one names what is not there, or could
// never be.
std::vector<control::FaultRule>
fault_rules(fixture::Fixture const& fixture, api::Catalog const& catalog);

}  // namespace rds
