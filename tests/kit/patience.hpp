#pragma once

#include <chrono>

namespace rds::kit {

// How long a test waits for what must come, be the machine ever so slow; what does come ends the
// wait at once.
inline constexpr std::chrono::seconds kPatience{30};

}  // namespace rds::kit
