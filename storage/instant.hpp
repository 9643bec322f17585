#pragma once

#include <chrono>

namespace rds::storage {

using Duration = std::chrono::milliseconds;

// A moment on some clock, UTC, to the millisecond. Which clock (the machine's or an account's) the
// name must say.
using Instant = std::chrono::sys_time<Duration>;

}  // namespace rds::storage
