#pragma once

#include "server/api/arguments.hpp"

#include <string>

namespace rds::gateway {

inline constexpr std::size_t kMostArguments = 1000;
inline constexpr std::size_t kLongestValue = 64 * 1024;  // bytes; of a name too

// What makes these arguments unacceptable, or an empty text: too many, one too long, or one that is
// not UTF-8 or holds a control character. No such byte gets beyond this into a log, a header, an
// XML body or the database.
std::string problem_with(api::Arguments const& arguments);

}  // namespace rds::gateway
