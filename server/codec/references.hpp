// Shows RapidJSON.
#pragma once

#include "server/codec/fixture.hpp"
#include "server/json/node.hpp"

#include <string_view>

namespace rds::codec {

// Checks what one part of a document says of another: that no name or ID is taken twice, and that
// each instance and plan that is named exists. `fixture` is what was read from `root`. Throws
// Invalid.
void check_references(Fixture const& fixture, json::Node const& root);

// Throws Invalid, said of `source`, unless a tenant with the fixture has a plan of this name: one
// of the fixture's own or a built-in one.
void require_plan(Fixture const& fixture, std::string_view name, std::string const& source);

}  // namespace rds::codec
