#pragma once

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

}  // namespace rds::gateway
