#pragma once

#include "server/options/options.hpp"
#include "storage/clock.hpp"

namespace rds {

// What the options about clocks ask for, if anything.
storage::ClockChange clock_change(Options const& options);

}  // namespace rds
