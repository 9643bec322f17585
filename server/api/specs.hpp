// What a declaration says, with the types erased: all that documentation and the contract tests
// need.
#pragma once

#include "server/api/gateway_faults.hpp"
#include "server/api/rules.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace rds::api {

// The words of an enumeration, by the numbers of its values: a constant of the program.
using Words = std::span<std::string_view const>;

namespace detail {

// What a field holds, optional or not. Never called.
template <class T>
T plain(T const& field);

template <class T>
T plain(std::optional<T> const& field);

template <class Field>
using Plain = decltype(plain(std::declval<Field>()));

}  // namespace detail

struct ParameterSpec {
    std::string_view name;
    std::string_view type = "String";  // as the service's pages name it; also "Integer", "Long" ...
    bool required = false;
    std::string_view about{};
    std::string_view example{};
    std::string_view otherwise{};  // the text that counts if none is given
    std::vector<Rule> rules{};     // of each value
    FaultKind const* when_missing = &faults::kMissing;
    FaultKind const* when_invalid = &faults::kInvalid;
    bool secret = false;        // its values are shown nowhere
    bool empty_clears = false;  // an empty value is one that is given

    // The greatest number of elements of a repeated parameter (Tag.N); 0: it is not repeated.
    int most_elements = 0;
    std::vector<ParameterSpec> members{};  // of an element, or of the JSON object that it holds

    // Whether a call gives this parameter, or a part of it, by an argument of this name.
    bool covers(std::string_view argument) const;

    // Whether it, or a member of its elements, is secret.
    bool has_secret() const;

    // Whether the value of this argument, which a call gives for it, is shown nowhere.
    bool hides(std::string_view argument) const;
};

struct MemberSpec {
    std::string_view name;
    std::string_view
        type;  // on the wire, in JSON: "string", "number", "boolean", "array", "object"
    bool optional = false;  // may be absent
    std::string_view about{};
    std::vector<MemberSpec>
        members{};  // of an object or an array's elements; none: these are texts
};

}  // namespace rds::api
