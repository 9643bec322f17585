// The one tree that an answer is made of. Renderers walk it; nobody else writes JSON or XML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rds::api {

struct Member;
struct Value;

// Members in wire order.
using Object = std::vector<Member>;

// In XML each element repeats the name of the member that holds the array.
using Array = std::vector<Value>;

// Text that XML wraps in CDATA, as the service does with links; in JSON a plain string.
struct Verbatim {
    std::string text;
};

// A string_view refers to a constant of the program.
using Alternatives = std::
    variant<std::string_view, std::string, std::int64_t, double, bool, Object, Array, Verbatim>;

struct Value : Alternatives {
    using Alternatives::Alternatives;
    using Alternatives::operator=;

    Alternatives const& alternatives() const { return *this; }
};

struct Member {
    std::string_view name;  // a constant of the program
    Value value;
};

}  // namespace rds::api
