// A rule as JSON: what fixtures, the control API and a tenant's database hold.
#pragma once

#include "server/api/catalog.hpp"
#include "server/control/fault_rule.hpp"
#include "server/json/node.hpp"
#include "server/json/writer.hpp"

#include <string>
#include <string_view>

namespace rds::control {

// The rule that an object describes, which has been checked against fixtures/schema.json. Throws
// json::Invalid, with a pointer to the wrong member, if it names what is not there, or could never
// be.
FaultRule read_fault_rule(json::Node const& node, api::Catalog const& catalog);

// The same of a text, that stands at `pointer` of `source`; checked here.
FaultRule parse_fault_rule(
    std::string_view text,
    std::string const& source,
    std::string const& pointer,
    api::Catalog const& catalog
);

// What read_fault_rule() reads again but for the counts, as members of the object that is being
// written.
void write_members(json::Writer& writer, FaultRule const& rule);

}  // namespace rds::control
