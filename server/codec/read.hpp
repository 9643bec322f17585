#pragma once

#include "server/codec/fixture.hpp"

#include <string>
#include <string_view>

namespace rds::codec {

// Reads a document and checks all of it that can be checked without a tenant: its syntax, its
// structure by fixtures/schema.json, and its sense. `source` stands for it in messages. Throws
// Invalid.
Fixture read(std::string_view text, std::string const& source);

}  // namespace rds::codec
