#include "server/control/rest/problem.hpp"

#include <utility>

namespace rds::control::rest {

Problem::Problem(int status, std::string const& detail, std::string pointer)
    : std::runtime_error{detail}, status_{status}, pointer_{std::move(pointer)} {}

Problem Problem::in_parameter(std::string name) && {
    parameter_ = std::move(name);
    return std::move(*this);
}

Problem Problem::with_field(std::string_view name, std::string_view value) && {
    fields_.add(name, value);
    return std::move(*this);
}

}  // namespace rds::control::rest
