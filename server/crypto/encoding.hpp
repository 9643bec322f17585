#pragma once

#include <string>
#include <string_view>

namespace rds::crypto {

// With padding, in one line.
std::string base64(std::string_view bytes);

// In lower case.
std::string hex(std::string_view bytes);

// In a time that depends on the lengths alone.
bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace rds::crypto
