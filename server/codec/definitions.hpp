// Shows RapidJSON.
#pragma once

#include <rapidjson/document.h>

#include <string>
#include <string_view>

namespace rds::codec {

// What fixtures/schema.json says of each thing that a fixture is made of, by its name there, and of
// the whole as "fixture"; for another document, in which they stand at `prefix`
// ("#/components/schemas/").
rapidjson::Document definitions(std::string_view prefix);

// Throws json::Invalid, said of `source`, unless the value is what fixtures/schema.json says of
// such a thing ("fault").
void check_definition(
    rapidjson::Value const& value,
    std::string_view name,
    std::string const& source
);

}  // namespace rds::codec
