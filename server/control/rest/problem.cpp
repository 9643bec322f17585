#include "server/control/rest/problem.hpp"

#include "server/control/work.hpp"

#include <fmt/format.h>

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

Problem too_much_work() {
    return Problem{
        409,
        fmt::format(
            "This compares more than {} million bytes with the calls of the journal; give fewer "
            "expectations, fewer or shorter patterns (*), or one account at a time, or keep a "
            "shorter journal (--journal-entries).",
            Work::kMost / 1'000'000
        )};
}

}  // namespace rds::control::rest
