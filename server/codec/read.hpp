#pragma once

#include "server/codec/fixture.hpp"
#include "server/json/node.hpp"

#include <string>
#include <string_view>

namespace rds::codec {

// Reads a document and checks all of it that can be checked without a tenant: its syntax, its
// structure by fixtures/schema.json, and its sense. `source` stands for it in messages. Throws
// Invalid.
Fixture read(std::string_view text, std::string const& source);

// Reads an instance of the structure that the schema allows, with what belongs to it and, if it
// says so, its moves. Throws Invalid.
Fixture::Instance read_instance(json::Node const& node);

}  // namespace rds::codec
