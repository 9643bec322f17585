// Counts allocations by operator new. A program that links this has its operators replaced.
#pragma once

#include <cstddef>

namespace rds::kit {

// So far, of all threads.
std::size_t allocations();

}  // namespace rds::kit
