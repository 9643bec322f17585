#include "tests/kit/counted_memory.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace rds::kit {

namespace {

std::atomic<std::size_t> count{0};

}  // namespace

std::size_t allocations() {
    return count;
}

namespace {

void* counted(std::size_t size) {
    ++count;
    // NOLINTNEXTLINE(cppcoreguidelines-no-malloc)
    if (auto* const memory = std::malloc(size)) return memory;
    throw std::bad_alloc{};
}

}  // namespace

}  // namespace rds::kit

// NOLINTBEGIN(misc-new-delete-overloads, cppcoreguidelines-no-malloc)
void* operator new(std::size_t size) {
    return rds::kit::counted(size);
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept {
    std::free(memory);
}

// NOLINTEND(misc-new-delete-overloads, cppcoreguidelines-no-malloc)
