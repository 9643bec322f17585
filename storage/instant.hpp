#pragma once

#include <chrono>

namespace rds::storage {

using Duration = std::chrono::milliseconds;

// A moment on some clock, UTC, to the millisecond. Which clock (the machine's or a tenant's) the
// name must say.
using Instant = std::chrono::sys_time<Duration>;

// `span`, which is not negative, after `from`, or the end of time if that is earlier.
inline Instant later(Instant from, Duration span) {
    return from > Instant::max() - span ? Instant::max() : from + span;
}

}  // namespace rds::storage
