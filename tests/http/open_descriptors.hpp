#pragma once

#include "tests/kit/patience.hpp"

#include <chrono>
#include <filesystem>
#include <iterator>
#include <thread>

namespace rds::http {

// Files and sockets that this process has open.
inline long open_descriptors() {
    return std::distance(std::filesystem::directory_iterator{"/proc/self/fd"}, {});
}

// True as soon as no more than so many are open; false if that does not come about in time.
inline bool descriptors_fall_to(long most) {
    auto const latest = std::chrono::steady_clock::now() + kit::kPatience;
    while (open_descriptors() > most) {
        if (std::chrono::steady_clock::now() > latest) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    return true;
}

}  // namespace rds::http
