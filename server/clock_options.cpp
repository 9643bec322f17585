#include "server/clock_options.hpp"

namespace rds {

storage::ClockChange clock_change(Options const& options) {
    auto speed = options.clock_speed;
    if (options.clock_frozen) speed = *options.clock_frozen ? 0.0 : speed.value_or(1.0);
    return {options.clock_start, speed};
}

}  // namespace rds
