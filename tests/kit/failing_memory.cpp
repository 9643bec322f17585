#include "tests/kit/failing_memory.hpp"

#include <cstdlib>
#include <new>

// NOLINTBEGIN(cppcoreguidelines-no-malloc): what allocates is made of it

namespace rds::kit {

namespace {

struct State {
    bool is_armed = false;
    bool has_struck = false;
    bool strikes_once = true;
    int spared = 0;
};

thread_local State state;

bool fails() {
    if (!state.is_armed || (state.has_struck && state.strikes_once)) return false;
    if (state.spared > 0) {
        --state.spared;
        return false;
    }
    state.has_struck = true;
    return true;
}

void* allocated(std::size_t size) {
    auto* const memory = fails() ? nullptr : std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc{};
    return memory;
}

}  // namespace

FailingMemory::FailingMemory(int spared, How how) {
    state = {.is_armed = true, .strikes_once = how == How::once, .spared = spared};
}

FailingMemory::~FailingMemory() {
    state.is_armed = false;
}

bool FailingMemory::has_struck() {
    return state.has_struck;
}

}  // namespace rds::kit

// All forms that go with each other, since a sanitizer's own would not.
void* operator new(std::size_t size) {
    return rds::kit::allocated(size);
}

void* operator new[](std::size_t size) {
    return rds::kit::allocated(size);
}

void* operator new(std::size_t size, std::nothrow_t const& /*tag*/) noexcept {
    return rds::kit::fails() ? nullptr : std::malloc(size == 0 ? 1 : size);
}

void* operator new[](std::size_t size, std::nothrow_t const& /*tag*/) noexcept {
    return rds::kit::fails() ? nullptr : std::malloc(size == 0 ? 1 : size);
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete[](void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept {
    std::free(memory);
}

void operator delete[](void* memory, std::size_t /*size*/) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::nothrow_t const& /*tag*/) noexcept {
    std::free(memory);
}

void operator delete[](void* memory, std::nothrow_t const& /*tag*/) noexcept {
    std::free(memory);
}

// NOLINTEND(cppcoreguidelines-no-malloc)
