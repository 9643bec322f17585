#include "tests/fuzz/target.hpp"

#include <cstddef>
#include <cstdint>

// libFuzzer's name for it.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
    rds::fuzz::check({reinterpret_cast<char const*>(bytes), size});
    return 0;
}
