#pragma once

#include "server/api/catalog.hpp"
#include "server/control/faults.hpp"
#include "server/fixture/fixture.hpp"

#include <string>
#include <vector>

namespace rds {

// The rule that a fault's names stand for. Throws fixture::Invalid, said of `source`, if the action
// is not emulated or never answers with the code.
control::FaultRule
fault_rule(fixture::Fault const& fault, std::string const& source, api::Catalog const& catalog);

// Those of a fixture.
std::vector<control::FaultRule>
fault_rules(fixture::Fixture const& fixture, api::Catalog const& catalog);

// Those that are kept in an account's state, as they stand there. Throws fixture::Invalid if
// another version knew what this one does not. Outside transactions.
control::Faults kept_faults(storage::Account& state, api::Catalog const& catalog);

}  // namespace rds
