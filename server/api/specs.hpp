// What a declaration says, with the types erased: all that documentation and the contract tests
// need.
#pragma once

#include "server/api/faults.hpp"
#include "server/api/rules.hpp"

#include <string_view>
#include <vector>

namespace rds::api {

struct ParameterSpec {
    std::string_view name;
    std::string_view type;  // as the service's pages name it: "String", "Integer", "Long"
    bool required = false;
    std::string_view about;
    std::string_view example;
    std::vector<Rule> rules;
    FaultKind const* when_invalid = &faults::kInvalid;
    bool secret = false;  // its values are shown nowhere
};

struct MemberSpec {
    std::string_view name;
    std::string_view type;  // on the wire, in JSON: "string", "number", "array"
    bool optional = false;  // may be absent
    std::string_view about;
    std::vector<MemberSpec> members;  // of an array's elements
};

}  // namespace rds::api
