#pragma once

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

namespace rds::kit {

// How long a test waits for what must come, be the machine ever so slow; what does come ends the
// wait at once.
inline constexpr std::chrono::seconds kPatience{30};

// True as soon as it holds; false if it does not come about in time.
template <typename Condition>
bool comes_true(Condition const& holds, std::chrono::seconds time = kPatience) {
    auto const latest = std::chrono::steady_clock::now() + time;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > latest) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    return true;
}

// How often a test tries what goes wrong only now and then. RDS_TEST_ROUNDS multiplies it, for a
// longer hunt.
inline unsigned rounds(unsigned usual) {
    auto const* const times = std::getenv("RDS_TEST_ROUNDS");
    return times == nullptr ? usual : usual * static_cast<unsigned>(std::stoul(times));
}

}  // namespace rds::kit
