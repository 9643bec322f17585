#pragma once

#include <atomic>
#include <chrono>

namespace rds::http {

// Keeps what happens again and again from filling the log. Any thread.
class OncePerSecond {
  public:
    using Clock = std::chrono::steady_clock;

    // True at most once a second.
    bool operator()(Clock::time_point time = Clock::now()) {
        auto const now = time.time_since_epoch();
        auto const until = (now + Clock::duration{std::chrono::seconds{1}}).count();
        auto quiet = quiet_until_.load(std::memory_order_relaxed);
        if (now.count() < quiet) return false;
        return quiet_until_.compare_exchange_strong(quiet, until, std::memory_order_relaxed);
    }

  private:
    std::atomic<Clock::rep> quiet_until_{0};
};

}  // namespace rds::http
