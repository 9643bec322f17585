#pragma once

#include <string_view>

namespace rds::gateway {

// Why a caller's text is not plain, as the end of a sentence about it: "is not UTF-8" or "holds a
// control character" (U+0000 to U+001F, U+007F to U+009F). Empty if it is plain.
std::string_view impurity(std::string_view text);

}  // namespace rds::gateway
