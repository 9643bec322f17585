// The JSON schema of fixtures (draft 4): server/codec/schema.json, which has what no table of
// fields says, with a definition of each resource added by its table, and timeline.json of each
// lifecycle. Shows RapidJSON.
#pragma once

#include "storage/fields/table.hpp"

#include <rapidjson/document.h>

#include <string>
#include <string_view>

namespace rds::codec {

// The schema as fixtures/schema.json has it for editors. Any thread.
std::string const& schema_text();

// What the schema calls a row of the table: "backupJob".
std::string definition_name(storage::Table const& table);

// The schema's definitions by their names, and the whole as "fixture", for another document in
// which they stand at `prefix` ("#/components/schemas/").
rapidjson::Document definitions(std::string_view prefix);

// Throws json::Invalid, said of `source`, unless the value is a fixture.
void check_fixture(rapidjson::Value const& value, std::string const& source);

}  // namespace rds::codec
