#pragma once

#include <cstdint>

namespace rds::identity {

// How much of a caller is checked.
enum class AuthMode : std::uint8_t {
    off,        // nothing: any key or none
    signature,  // that the call is signed, by whom it says
    ram,        // and that policies allow it
};

}  // namespace rds::identity
