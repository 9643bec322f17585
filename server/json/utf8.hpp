#pragma once

#include <string_view>

namespace rds::json {

// Whether the bytes are a text that JSON can hold.
bool is_utf8(std::string_view text);

}  // namespace rds::json
