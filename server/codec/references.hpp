// Shows RapidJSON.
#pragma once

#include "server/codec/fixture.hpp"
#include "server/json/node.hpp"

#include <string_view>

namespace rds::codec {

// Said of the start of a job that has begun; a fixed instant is compared when the fixture is
// applied, since only then is "now" known.
inline constexpr std::string_view kStartsTooLate =
    R"(lies ahead of now, and only a job of status "NoStart" may start later)";

// Throws Invalid if an instance names a database twice.
void check_databases(json::Node const& instance);

// Checks what one part of a document says of another: that no name or ID is taken twice, and that
// each instance and plan that is named exists. `fixture` is what was read from `root`. Throws
// Invalid.
void check_references(Fixture const& fixture, json::Node const& root);

}  // namespace rds::codec
