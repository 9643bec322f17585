#pragma once

#include "tests/kit/patience.hpp"

#include <filesystem>
#include <iterator>

namespace rds::http {

// Files and sockets that this process has open.
inline long open_descriptors() {
    return std::distance(std::filesystem::directory_iterator{"/proc/self/fd"}, {});
}

inline bool descriptors_fall_to(long most) {
    return kit::comes_true([most] { return open_descriptors() <= most; });
}

}  // namespace rds::http
