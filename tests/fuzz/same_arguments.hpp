#pragma once

#include "server/api/arguments.hpp"

#include <algorithm>

namespace rds::fuzz {

inline bool same(api::Arguments const& left, api::Arguments const& right) {
    return std::ranges::equal(
        left.all(),
        right.all(),
        [](api::Argument const& one, api::Argument const& other) {
            return one.name == other.name && one.value == other.value;
        }
    );
}

}  // namespace rds::fuzz
