// Lets allocations by operator new fail. A program that links this has its operators replaced.
#pragma once

#include <cstdint>

namespace rds::kit {

// While it lives, allocations of its thread fail: `spared` of them succeed before.
class FailingMemory {
  public:
    enum class How : std::uint8_t { once, from_then_on };

    FailingMemory(int spared, How how);
    ~FailingMemory();
    FailingMemory(FailingMemory const&) = delete;
    FailingMemory& operator=(FailingMemory const&) = delete;

    // Whether one has failed.
    static bool has_struck();
};

}  // namespace rds::kit
