// Shows RapidJSON.
#pragma once

#include <rapidjson/document.h>
#include <rapidjson/schema.h>

#include <string>
#include <string_view>

namespace rds::json {

// A rule of JSON Schema (draft 4), to check values with. For one thread at a time: RapidJSON's
// patterns keep their matching state in themselves.
class Schema {
  public:
    // The rule at `pointer` of `rules`, to which references lead, and which must outlive this.
    explicit Schema(rapidjson::Document const& rules, std::string_view pointer = {});

    // Throws Invalid, said of `source`, in which the rule's titles say what would be right.
    void check(rapidjson::Value const& value, std::string const& source) const;

  private:
    rapidjson::Document const& rules_;
    rapidjson::SchemaDocument compiled_;
};

// What a rule wants, as a noun; references lead into `rules`.
std::string expectation(rapidjson::Value const& rule, rapidjson::Value const& rules);

}  // namespace rds::json
