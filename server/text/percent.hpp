#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rds::text {

enum class Plus : std::uint8_t { itself, space };

// %XX decoded, and '+' if it stands for a space. Nothing if two hexadecimal digits do not follow a
// percent sign.
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);

}  // namespace rds::text
