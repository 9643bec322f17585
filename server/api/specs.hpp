// What a declaration says, with the types erased: all that documentation and the contract tests
// need.
#pragma once

#include "server/api/faults.hpp"
#include "server/api/rules.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace rds::api {

// The words of an enumeration, by the numbers of its values: a constant of the program.
using Words = std::span<std::string_view const>;

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
    std::string_view type;  // on the wire, in JSON: "string", "number", "boolean", "array"
    bool optional = false;  // may be absent
    std::string_view about;
    std::vector<MemberSpec> members;  // of an array's elements
};

}  // namespace rds::api
