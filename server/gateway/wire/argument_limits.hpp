#pragma once

#include "server/api/arguments.hpp"
#include "server/http/message.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace rds::gateway {

// Why a caller's text is not plain, as the end of a sentence about it: "is not UTF-8" or "holds a
// control character" (U+0000 to U+001F, U+007F to U+009F). Empty if it is plain.
std::string_view impurity(std::string_view text);

// As much of a parameter's name as looks like one, in letters, digits, '.', '-', '_' and `others`:
// what is not a name at all, such as a JSON body that says it is a form, may hold a secret.
std::string_view plain_part(std::string_view name, std::string_view others = {});

// The plain part for a message, cut; "..." stands for the rest.
std::string shown_name(std::string_view name);

// How much of a call is taken. A query and a form grow no longer by being decoded; a JSON body can,
// since a nested name is repeated for all that lies below it, but each name is bounded too. So a
// call is never much larger than the request that carried it.
struct ArgumentLimits {
    std::size_t parameters = 1000;
    std::size_t value_bytes = 64 * 1024;
};

inline constexpr std::size_t kLongestName = 256;  // bytes; the service's have less than 40
inline constexpr std::size_t kMostFields = 256;   // of a request's header

std::string too_many_parameters(ArgumentLimits const& limits);

// What makes these unacceptable, or an empty text: too many, one too long, or one that is not plain
// text. No such byte gets beyond this into a log, a header, an XML body or the database.
std::string problem_with_name(std::string_view name);
std::string problem_with(api::Arguments const& arguments, ArgumentLimits const& limits);

// The same of the header fields that speak to the gateway: x-acs-* and Authorization.
std::string problem_with(http::Fields const& fields, ArgumentLimits const& limits);

}  // namespace rds::gateway
