#include "server/clock_options.hpp"

namespace rds {

storage::ClockChange clock_change(Options const& options) {
    auto const speed = options.clock_frozen ? std::optional{0.0} : options.clock_speed;
    return {options.clock_start, speed};
}

}  // namespace rds
